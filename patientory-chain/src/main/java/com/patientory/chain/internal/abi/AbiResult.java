package com.patientory.chain.internal.abi;

import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.datatypes.Type;

/** The values that a call returned, read by position. */
public final class AbiResult {
    private final List<Type> values;

    AbiResult(List<Type> values) {
        this.values = values;
    }

    /** Returns a boolean. */
    public boolean bool() {
        return (Boolean) values.get(0).getValue();
    }

    /** Returns an unsigned number. */
    public BigInteger number() {
        return (BigInteger) values.get(0).getValue();
    }

    /** Returns 32 bytes. */
    public byte[] word() {
        return (byte[]) values.get(0).getValue();
    }

    /** Returns a text. */
    public String text() {
        return (String) values.get(0).getValue();
    }

    /** Returns an address. */
    public WalletAddress address() {
        return Words.address((String) values.get(0).getValue());
    }

    /** Returns a structure. */
    <T extends Type<?>> T struct(Class<T> type) {
        return type.cast(values.get(0));
    }
}
