package com.patientory.examples.demo;

import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import com.patientory.examples.hospital.AccessChallenge;
import com.patientory.examples.hospital.AccessRefusedException;
import com.patientory.examples.hospital.ClinicianDesk;
import com.patientory.examples.hospital.SealedFile;
import com.patientory.examples.patient.PatientRecord;
import com.patientory.storage.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A doctor with keys of her own, at her screen. */
final class Doctor implements AutoCloseable {
    private final WalletKey wallet;
    private final RecipientKey key;
    private final RecordCipher cipher = RecordCipher.create();

    Doctor(SecureRandom random) {
        this.wallet = WalletKey.generate(random);
        this.key = RecipientKey.generate(random);
    }

    WalletAddress address() {
        return wallet.address();
    }

    WalletKey wallet() {
        return wallet;
    }

    /** Becomes a patient of the network herself, as anybody may with his own signature. */
    WalletAddress registerVault(World world) {
        ContentDigest some = ContentDigest.of(FileId.random(world.random()).bytes());
        PatientRegistration request = new PatientRegistration(
                address(),
                world.hospital(),
                BlindedPatientId.of(FileId.random(world.random()).bytes()),
                some,
                some,
                "ipfs://none",
                BigInteger.ZERO,
                world.chain().now().plusSeconds(600));
        EcdsaSignature signature = request.sign(
                wallet,
                world.chain().config().chainId(),
                world.chain().registry().address());
        return world.chain()
                .registry()
                .register(world.operator(), request, signature)
                .vault();
    }

    GranteeId grantee() {
        return GranteeId.ofAccount(address());
    }

    Recipient recipient() {
        return key.recipient();
    }

    /** Asks the hospital's desk for a file, opens it, and writes it to the target. */
    Path read(ClinicianDesk desk, WalletAddress vault, PatientRecord record, Path target)
            throws AccessRefusedException, IOException {
        AccessChallenge challenge = desk.challenge(vault, record.onChain().id());
        SealedFile file = desk.open(challenge, wallet.signMessage(challenge.message()));
        try (RecordKey opened = open(file.envelope())) {
            Cid cid = opened.metadata()
                    .bodyCid()
                    .map(Cid::parse)
                    .orElseThrow(() -> new IOException("the header names no body: it belongs into a .ptoy file"));
            try (InputStream body = Channels.newInputStream(file.openBody(cid))) {
                cipher.decrypt(body, opened, target, (done, total) -> {});
            }
        }
        return target;
    }

    /** Opens a header that she has got hold of in whatever way. */
    RecordKey open(byte[] envelope) {
        return KeyEnvelope.parse(envelope).open(key);
    }

    @Override
    public void close() {
        wallet.close();
        key.close();
    }
}
