/**
 * A store on an IPFS node: {@link com.patientory.storage.kubo.KuboBlobStore} speaks the RPC of Kubo with the JDK's
 * HTTP client and needs nothing else. The node is not trusted: every block it returns is checked against its CID, and
 * what was stored is read back before it is acknowledged. A node on a public network is refused unless
 * {@link com.patientory.storage.kubo.KuboSettings.Builder#allowPublicNetworkOf} names it.
 */
@NullMarked
package com.patientory.storage.kubo;

import org.jspecify.annotations.NullMarked;
