package com.patientory.chain.internal.abi;

import com.patientory.chain.model.NodeErrorException;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import org.web3j.abi.datatypes.Type;

/** The values that a call returned, read by position. */
public final class AbiResult {
    private final Supplier<List<Object>> values;
    private final byte[] output;

    AbiResult(Supplier<List<Object>> values, byte[] output) {
        this.values = values;
        this.output = output;
    }

    private Object value() {
        return first().getValue();
    }

    /** The ABI library fails on a wrong answer by whatever it stumbles over. */
    private Type<?> first() {
        try {
            return (Type<?>) values.get().get(0);
        } catch (RuntimeException e) {
            throw wrong("");
        }
    }

    private RuntimeException wrong(String why) {
        return new NodeErrorException(
                "eth_call", 0, "the answer of " + output.length + " bytes is not what the contract returns" + why);
    }

    /** Returns the words themselves, for results of static types. */
    public Words words() {
        return new Words(output, why -> wrong(": " + why));
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
        return type.cast(first());
    }
}
