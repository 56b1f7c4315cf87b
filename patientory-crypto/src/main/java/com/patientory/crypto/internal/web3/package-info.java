/**
 * Web3 Secret Storage, version 3: a wallet key under a password, as geth, MetaMask and others keep it. Bounds on the
 * costs come before any of them is paid.
 */
@NullMarked
package com.patientory.crypto.internal.web3;

import org.jspecify.annotations.NullMarked;
