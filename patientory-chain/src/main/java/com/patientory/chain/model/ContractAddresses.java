package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;

/**
 * Where the shared contracts of one network stand. Everything else follows: a patient's own contracts have addresses
 * computed from the registry's address and the patient's account.
 *
 * @param registry PatientRegistry
 * @param hospitals HospitalRegistry
 * @param ptoy the PTOY token
 * @param rental StorageRental, paid in that token
 * @param exchange DataExchange, paid in that token, for patients of that registry
 */
public record ContractAddresses(
        WalletAddress registry,
        WalletAddress hospitals,
        WalletAddress ptoy,
        WalletAddress rental,
        WalletAddress exchange) {}
