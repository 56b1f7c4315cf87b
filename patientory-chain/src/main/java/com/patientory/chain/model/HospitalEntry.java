package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;

/**
 * A hospital in the network's directory. These are facts about an organisation, never about a patient.
 *
 * @param id its grantee id
 * @param admin the account that manages its writers
 * @param active false while suspended
 * @param identifier the public identifier from which the id is derived
 * @param displayName the name that its admin gives it; a device shows the name in its own directory
 * @param endpoint the address of its node; may be empty
 */
public record HospitalEntry(
        GranteeId id, WalletAddress admin, boolean active, String identifier, String displayName, String endpoint) {}
