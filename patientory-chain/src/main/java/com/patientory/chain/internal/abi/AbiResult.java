package com.patientory.chain.internal.abi;

import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.datatypes.Type;

/** The values that a call returned, read by position. */
public final class AbiResult {
    private final List<Object> values;

    AbiResult(List<Object> values) {
        this.values = values;
    }

    private Object value() {
        return ((Type<?>) values.get(0)).getValue();
    }

    /** Returns a boolean. */
    public boolean bool() {
        return (Boolean) value();
    }

    /** Returns an unsigned number. */
    public BigInteger number() {
        return (BigInteger) value();
    }

    /** Returns 32 bytes. */
    public byte[] word() {
        return (byte[]) value();
    }

    /** Returns a text. */
    public String text() {
        return (String) value();
    }

    /** Returns an address. */
    public WalletAddress address() {
        return Words.address((String) value());
    }

    /** Returns a structure. */
    <T extends Type<?>> T struct(Class<T> type) {
        return type.cast(values.get(0));
    }
}
