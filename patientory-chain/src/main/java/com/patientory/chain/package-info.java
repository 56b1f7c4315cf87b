/**
 * The way in: typed access to the contracts of a private Ethereum network.
 *
 * <p>{@link com.patientory.chain.PatientoryChain#connect} checks network and contracts and hands out {@link
 * com.patientory.chain.PatientRegistry}, {@link com.patientory.chain.HospitalRegistry}, {@link
 * com.patientory.chain.PtoyToken} and, per patient, {@link com.patientory.chain.UserContract} and {@link
 * com.patientory.chain.FileVaultContract}. What a patient decides is prepared here, reviewed and signed on the device (package
 * {@code device}), and submitted here. What a hospital stores goes through a {@link com.patientory.chain.VaultWriter},
 * which survives crashes. Who keeps a copy of what happened follows an {@link com.patientory.chain.EventCursor}, which takes
 * back what a reorganisation undid. All calls block unless they return a future; all classes but the cursor are safe for use
 * by several threads.
 */
@NullMarked
package com.patientory.chain;

import org.jspecify.annotations.NullMarked;
