package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.DataExchange;
import com.patientory.chain.internal.contract.StorageRental;
import org.web3j.abi.EventEncoder;

/** The topics of rental and exchange by which a receipt is understood. */
public final class TokenLogs {
    /** A lease was made. */
    public static final String RENTED = EventEncoder.encode(StorageRental.RENTED_EVENT);
    /** A request was opened. */
    public static final String OPENED = "0xd650c2f632ac387bfec708f27ddbc6fb299cb1d8a67bb7615456ae217f5fb3e3";
    /** A patient accepted. */
    public static final String ACCEPTED = EventEncoder.encode(DataExchange.ACCEPTED_EVENT);
    /** A deal ended. */
    public static final String SETTLED = EventEncoder.encode(DataExchange.SETTLED_EVENT);

    private TokenLogs() {}
}
