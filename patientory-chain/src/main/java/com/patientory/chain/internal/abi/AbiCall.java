package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import java.util.Arrays;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/** One function call: its calldata and how to read what it returns. */
public final class AbiCall {
    private final RemoteFunctionCall<?> call;

    AbiCall(RemoteFunctionCall<?> call) {
        this.call = call;
    }

    /** Returns selector and arguments. */
    public byte[] data() {
        return Hex.bytes(call.encodeFunctionCall());
    }

    /** Returns the selector. */
    public byte[] selector() {
        return Arrays.copyOf(data(), 4);
    }

    /** Decodes what a call returned. */
    public AbiResult decode(byte[] output) {
        return new AbiResult(() -> List.<Object>copyOf(call.decodeFunctionResponse(Hex.data(output))), output);
    }
}
