/**
 * JSON-RPC 2.0 over the JDK's HTTP client: one class speaks HTTP, one reads Ethereum's hexadecimal quantities, one turns
 * nodes' error texts into types. Requests and answers are never logged, because calldata and signed transactions do not
 * belong in a log.
 */
@NullMarked
package com.patientory.chain.internal.rpc;

import org.jspecify.annotations.NullMarked;
