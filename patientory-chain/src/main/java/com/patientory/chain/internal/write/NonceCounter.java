package com.patientory.chain.internal.write;

import java.util.OptionalLong;
import java.util.TreeSet;

/** Hands out the nonces of one account, and takes back those that were not used. Not safe for several threads. */
final class NonceCounter {
    private long next;
    private final TreeSet<Long> gaps = new TreeSet<>();

    NonceCounter(long next) {
        this.next = next;
    }

    long take() {
        Long gap = gaps.pollFirst();
        return gap == null ? next++ : gap;
    }

    /** Takes back a nonce that no node accepted; while later ones are out, it is a gap that stops them. */
    void giveBack(long nonce) {
        gaps.add(nonce);
        while (gaps.remove(next - 1)) {
            next--;
        }
    }

    /** Skips nonces that somebody else used. */
    void atLeast(long nonce) {
        next = Math.max(next, nonce);
        gaps.removeIf(gap -> gap < nonce);
    }

    OptionalLong gap() {
        return gaps.isEmpty() ? OptionalLong.empty() : OptionalLong.of(gaps.first());
    }

    void filled(long nonce) {
        gaps.remove(nonce);
    }
}
