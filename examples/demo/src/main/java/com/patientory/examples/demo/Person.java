package com.patientory.examples.demo;

import com.patientory.chain.PatientoryChain;
import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.ReviewedTransaction;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.util.Map;

/** Somebody with a wallet and a device, whom others know by name: a clinician, a guardian, a provider, a researcher. */
final class Person implements AutoCloseable {
    private final String name;
    private final WalletKey wallet;
    private final PatientoryChain chain;
    private final Narrator narrator;

    Person(String name, World world, Narrator narrator) {
        this.name = name;
        this.wallet = WalletKey.generate(world.random());
        this.chain = world.chain();
        this.narrator = narrator;
    }

    String name() {
        return name;
    }

    WalletKey wallet() {
        return wallet;
    }

    WalletAddress address() {
        return wallet.address();
    }

    GranteeId grantee() {
        return GranteeId.ofAccount(address());
    }

    /** Reviews a prepared transaction on the own device, reads it aloud, signs it, and has it sent. */
    TransactionReceipt approves(UnsignedTransaction prepared, Map<GranteeId, String> directory) {
        ReviewedTransaction reviewed = DeviceReview.builder(
                        chain.config().chainId(), chain.registry().address(), address(), directory)
                .build()
                .review(prepared, chain.nextNonce(address()));
        narrator.say("the device of %s shows: \"%s\"", name, reviewed.sentence());
        return chain.submit(reviewed.sign(wallet));
    }

    @Override
    public void close() {
        wallet.close();
    }
}
