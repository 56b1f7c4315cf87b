package com.patientory.chain.model;

import com.patientory.chain.internal.typed.Eip712;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * What a seeker asks of patients. Its id commits to every field, so a device that computes the id from what it shows need
 * trust no server about it.
 *
 * @param seeker who asks and pays
 * @param number 1 for the seeker's first request, and so on
 * @param terms what is asked
 */
public record DataRequest(WalletAddress seeker, long number, Terms terms) {
    /**
     * Computes the name of the request on the chain.
     *
     * @return Keccak-256 of seeker, number and terms as eleven words
     */
    public ExchangeId id() {
        return ExchangeId.of(Keccak256.digest(
                Eip712.word(seeker),
                word(number),
                terms.criteria.bytes(),
                Eip712.word(terms.arbiter),
                Eip712.word(terms.price.units()),
                word(terms.places),
                Eip712.word(terms.acceptUntil),
                word(terms.deliverWithin.toSeconds()),
                word(terms.confirmWithin.toSeconds()),
                word(terms.hospitalShare),
                word(terms.nodeShare)));
    }

    private static byte[] word(long number) {
        return Eip712.word(BigInteger.valueOf(number));
    }

    /**
     * What is asked, for which price and when. The contract checks the bounds.
     *
     * @param criteria digest of the criteria and the purpose, which a patient's device shows
     * @param arbiter who decides disputes; not the seeker
     * @param price for one patient's data
     * @param places for how many patients
     * @param acceptUntil the last second in which a patient can accept
     * @param deliverWithin the time between consent and delivery, at most 90 days
     * @param confirmWithin the time for a dispute, at most 90 days
     * @param hospitalShare of 10,000
     * @param nodeShare of 10,000; together with the hospital's at most 5,000
     */
    public record Terms(
            ContentDigest criteria,
            WalletAddress arbiter,
            TokenAmount price,
            long places,
            Instant acceptUntil,
            Duration deliverWithin,
            Duration confirmWithin,
            int hospitalShare,
            int nodeShare) {}
}
