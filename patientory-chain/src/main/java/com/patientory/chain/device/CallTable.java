package com.patientory.chain.device;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The calls that a device signs to one contract: selector from a short list, arguments decoded, encoded again, compared. */
final class CallTable {
    private static final int SELECTOR_BYTES = 4;

    private final Map<String, Reader> readers = new HashMap<>();

    /** Reads arguments. */
    interface Reader {
        Read read(Words words);
    }

    /** What arguments mean, and the call that has this meaning. */
    record Read(Intent intent, AbiCall again) {}

    /** Adds a call, of which a sample gives the selector. */
    CallTable add(AbiCall sample, Reader reader) {
        readers.put(HexFormat.of().formatHex(sample.selector()), reader);
        return this;
    }

    Intent read(byte[] calldata) {
        int head = Math.min(calldata.length, SELECTOR_BYTES);
        String selector = HexFormat.of().formatHex(calldata, 0, head);
        Reader reader = readers.get(selector);
        if (reader == null) {
            throw new ReviewRefusedException(Reason.UNKNOWN_CALL, "selector " + selector);
        }
        Read read;
        try {
            read = reader.read(new Words(Arrays.copyOfRange(calldata, head, calldata.length)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ReviewRefusedException(Reason.MALFORMED_ARGUMENTS, "an argument is missing or out of range");
        }
        if (!Arrays.equals(read.again().data(), calldata)) {
            throw new ReviewRefusedException(Reason.MALFORMED_ARGUMENTS, "not the canonical encoding");
        }
        return read.intent();
    }
}
