package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.DataExchange;
import com.patientory.chain.internal.contract.Faucet;
import com.patientory.chain.internal.contract.FileVault;
import com.patientory.chain.internal.contract.HospitalRegistry;
import com.patientory.chain.internal.contract.PatientRegistry;
import com.patientory.chain.internal.contract.Ptoy;
import com.patientory.chain.internal.contract.StorageRental;
import com.patientory.chain.internal.contract.User;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;

/** One offline instance of each generated wrapper; an address plays no part in encoding. */
final class Wrappers {
    private static final String NOWHERE = "0x0000000000000000000000000000000000000000";
    private static final @Nullable Web3j OFFLINE = null;
    private static final @Nullable TransactionManager NOBODY = null;
    private static final ContractGasProvider GAS = new DefaultGasProvider();

    static final FileVault VAULT = FileVault.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final User USER = User.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final PatientRegistry REGISTRY = PatientRegistry.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final HospitalRegistry HOSPITALS = HospitalRegistry.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final StorageRental RENTAL = StorageRental.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final DataExchange EXCHANGE = DataExchange.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final Faucet FAUCET = Faucet.load(NOWHERE, OFFLINE, NOBODY, GAS);
    static final Ptoy PTOY = Ptoy.load(NOWHERE, OFFLINE, NOBODY, GAS);

    private Wrappers() {}
}
