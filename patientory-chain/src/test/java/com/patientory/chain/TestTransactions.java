package com.patientory.chain;

import com.patientory.chain.device.SignedTransaction;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;

/** Transactions as a server could prepare them by mistake or on purpose. */
final class TestTransactions {
    private TestTransactions() {}

    static SignedTransaction withNonce(UnsignedTransaction prepared, long nonce, TestWorld world) {
        Rlp155.Unsigned u = Rlp155.parseUnsigned(prepared.bytes());
        RawTransaction raw = u.transaction();
        RawTransaction other = new RawTransaction(
                nonce, raw.gasPrice(), raw.gasLimit(), raw.to().orElse(null), raw.value(), raw.data());
        UnsignedTransaction changed = UnsignedTransaction.of(Rlp155.unsigned(other, u.chain()));
        return world.device.review(changed, nonce).sign(world.patient);
    }
}
