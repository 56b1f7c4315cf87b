/**
 * Calldata, results, events and revert data: between the SDK's values and the ABI, on web3j's generated wrappers, which
 * serve as codecs only and never touch the network.
 */
@NullMarked
package com.patientory.chain.internal.abi;

import org.jspecify.annotations.NullMarked;
