package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.PatientRegistry;
import com.patientory.chain.internal.contract.User;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import org.web3j.abi.EventEncoder;

/** Reads logs of User and PatientRegistry. */
public final class UserLogs {
    /** The topic of new keys. */
    public static final String KEYS_CHANGED = EventEncoder.encode(User.KEYSCHANGED_EVENT);
    /** The topic of a recovery in the registry. */
    public static final String PATIENT_RECOVERED = EventEncoder.encode(PatientRegistry.PATIENTRECOVERED_EVENT);

    private UserLogs() {}

    /** Returns an account as a topic. */
    public static String topic(WalletAddress account) {
        return Hex.data(GranteeId.ofAccount(account).bytes());
    }
}
