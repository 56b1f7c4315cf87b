/**
 * The words of the chain: identifiers, amounts, records, grants, events and errors.
 *
 * <p>Everything here is a value or an exception and does no input or output. A 32-byte identifier is a {@link
 * com.patientory.chain.model.FileId}, a {@link com.patientory.chain.model.ContentDigest} or a {@link
 * com.patientory.chain.model.TransactionHash}, never a string; an account or contract is a {@link
 * com.patientory.crypto.WalletAddress}. Everything that can go wrong is a subtype of the sealed {@link
 * com.patientory.chain.model.PatientoryChainException}, and a contract's own error is a {@link
 * com.patientory.chain.model.ContractError}. None of these values, their {@code toString} or their messages carries
 * patient data: the chain knows addresses, random ids, digests and times only.
 */
@NullMarked
package com.patientory.chain.model;

import org.jspecify.annotations.NullMarked;
