package com.patientory.chain;

import com.patientory.chain.model.NodeErrorException;
import java.util.function.IntFunction;

/**
 * How many blocks' logs are asked for at once. Nodes bound their answers, geth those to several calls to 25 MB, and what one
 * has refused will not become smaller: half is asked for, down to one block, and slowly more again.
 */
final class Portion {
    private final int most;
    private int size;

    Portion(int most) {
        this.most = most;
        this.size = most;
    }

    /** Asks for so many blocks, or for fewer if the node refuses that. */
    <T> T ask(long blocks, IntFunction<T> question) {
        int count = (int) Math.min(blocks, size);
        while (true) {
            try {
                T answer = question.apply(count);
                size = (int) Math.min(most, size + Math.max(1L, size / 8));
                return answer;
            } catch (NodeErrorException e) {
                if (count == 1) {
                    throw e;
                }
                count /= 2;
                size = count;
            }
        }
    }
}
