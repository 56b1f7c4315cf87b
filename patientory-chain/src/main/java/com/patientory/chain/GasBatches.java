package com.patientory.chain;

import com.patientory.chain.internal.abi.AbiCall;
import java.util.List;
import java.util.function.Function;

/** Cuts a list so that each part fits a bound of gas: begins with a guess and halves what does not fit. */
final class GasBatches {
    /** A file in a batch: 30,090 gas at worst, and the estimate's margin of a quarter. */
    private static final long GUESS = 40_000;

    private GasBatches() {}

    /** Sends a call if its gas is within the limit. */
    interface Sender {
        boolean sent(AbiCall call, long limit);
    }

    static <T> void send(List<T> items, long maxGas, Function<List<T>, AbiCall> encode, Sender sender) {
        int size = (int) Math.min(Integer.MAX_VALUE, Math.max(1, maxGas / GUESS));
        int from = 0;
        while (from < items.size()) {
            int to = (int) Math.min(items.size(), (long) from + size);
            if (sender.sent(encode.apply(items.subList(from, to)), maxGas)) {
                from = to;
            } else if (to - from == 1) {
                throw new IllegalArgumentException("one entry alone needs more than " + maxGas + " gas");
            } else {
                size = (to - from) / 2;
            }
        }
    }
}
