package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;

/**
 * A write that will not come to the chain although its writer's caller may count on it: a block had it and a reorganisation
 * took it back, or an earlier run of the writer left it unfinished, and now it was refused for good.
 *
 * @param vault the patient's vault
 * @param file the file's id
 * @param body digest of the encrypted body
 * @param envelope digest of the envelope
 * @param reason why it was refused, as the future of a write would have told it
 */
public record LostWrite(
        WalletAddress vault,
        FileId file,
        ContentDigest body,
        ContentDigest envelope,
        PatientoryChainException reason) {}
