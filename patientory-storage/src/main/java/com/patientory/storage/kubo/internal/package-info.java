/**
 * The Kubo RPC on the JDK's HTTP client: one small JSON reader, one client with bounded bodies and typed errors, and
 * the judgement whether a node belongs to a private network. Nothing here is public API.
 */
@NullMarked
package com.patientory.storage.kubo.internal;

import org.jspecify.annotations.NullMarked;
