package com.patientory.crypto;

/**
 * Both private keys of a patient, sealed under his words.
 *
 * @param wallet the wallet key; the seed's {@code encryptedECDSAPrivateKey}
 * @param rsa the RSA key; the seed's {@code encryptedRsaPrivateKey}
 */
public record SealedKeys(PrivateKeyBlob wallet, PrivateKeyBlob rsa) {}
