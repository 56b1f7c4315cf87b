package com.patientory.chain.internal.write;

/**
 * The bounds of a writer.
 *
 * @param window transactions of one key that are sent and in no block yet
 * @param queue writes that wait for their turn
 * @param batchGas gas of one transaction with several files; zero for single writes only
 * @param remembered finished writes that are remembered
 * @param finalityBlocks how many blocks must stand on a block until it is final
 * @param completeWhenFinal whether a future waits for that
 * @param compactBytes by how much a journal grows until it is made smaller
 */
public record WriterOptions(
        int window,
        int queue,
        long batchGas,
        int remembered,
        int finalityBlocks,
        boolean completeWhenFinal,
        long compactBytes) {
    /** Checks the bounds. */
    public WriterOptions {
        atLeast(1, window, "window");
        atLeast(1, queue, "queue");
        atLeast(0, batchGas, "gas of a batch");
        atLeast(0, remembered, "number of remembered writes");
        atLeast(0, finalityBlocks, "finality");
        atLeast(1, compactBytes, "journal's growth");
    }

    private static void atLeast(long bound, long value, String name) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", got " + value);
        }
    }
}
