package com.patientory.examples.hospital;

import com.patientory.crypto.Recipient;
import com.patientory.crypto.WalletAddress;

/**
 * What a hospital knows of a patient who has registered: enough to encrypt for him and to write into his vault.
 *
 * @param owner his wallet
 * @param vault his FileVault contract
 * @param key his public key
 */
public record Enrolment(WalletAddress owner, WalletAddress vault, Recipient key) {}
