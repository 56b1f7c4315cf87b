package com.patientory.examples.patient;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.ReviewedTransaction;
import com.patientory.chain.device.SignedTransaction;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.TokenAmount;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.Progress;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.Registration;
import com.patientory.crypto.RegistrationDomain;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.examples.vault.BlobTooLargeException;
import com.patientory.examples.vault.VaultFiles;
import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.Cid;
import com.patientory.storage.PutOptions;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A patient's phone. It holds the keys, and signs only what it has decoded and the patient has agreed to. Servers and
 * stores are met through interfaces and trusted with nothing but availability. The chain connection and the store stay
 * the caller's; {@link #close()} erases the keys.
 */
public final class PatientDevice implements AutoCloseable {
    /** What one signature may pay or let be taken. */
    private static final TokenAmount MAX_PAYMENT = TokenAmount.parse("100");

    private final PatientIdentity identity;
    private final PatientoryChain chain;
    private final BlobStore store;
    private final VaultFiles files;
    private final RecordReader reader;

    private PatientDevice(PatientIdentity identity, PatientoryChain chain, BlobStore store, RecordCipher cipher) {
        this.identity = identity;
        this.chain = chain;
        this.store = store;
        this.files = new VaultFiles(store);
        this.reader = new RecordReader(files, store, cipher, identity.recipientKey());
    }

    /**
     * A phone that knows the twelve words and nothing else. Deriving the keys takes about a second.
     *
     * @param words the words; not kept
     * @param chain the network
     * @param store where bodies and headers are
     * @return the device
     */
    public static PatientDevice from(Mnemonic words, PatientoryChain chain, BlobStore store) {
        return new PatientDevice(PatientIdentity.from(words), chain, store, RecordCipher.create());
    }

    /**
     * The wallet.
     *
     * @return its address
     */
    public WalletAddress address() {
        return identity.wallet().address();
    }

    /**
     * The key that others encrypt for.
     *
     * @return the public half
     */
    public Recipient recipient() {
        return identity.recipient();
    }

    /**
     * Makes the signed registration.
     *
     * @param words the words, under which the private keys are sealed
     * @param signupReferenceId what the desk gave
     * @return its JSON form
     */
    public String register(Mnemonic words, String signupReferenceId) {
        return Registration.builder()
                .identity(identity)
                .sealedKeys(identity.seal(words))
                .signupReferenceId(signupReferenceId)
                .domain(domain())
                .sign()
                .toJson();
    }

    /**
     * Signs the registration on the chain, if it is about this device's own keys and what the patient asked for.
     *
     * @param request what the registrar prepared
     * @param hospital through which the patient joins
     * @param keyBundle SHA-256 of the sealed keys that this device sent
     * @return the wallet's signature
     * @throws IllegalArgumentException if the request names another owner, key, hospital or key bundle
     */
    public EcdsaSignature sign(PatientRegistration request, GranteeId hospital, ContentDigest keyBundle) {
        byte[] thumbprint = Base64.getUrlDecoder().decode(recipient().kid());
        if (!request.owner().equals(address())
                || !request.rsaThumbprint().equals(ContentDigest.of(thumbprint))
                || !request.hospital().equals(hospital)
                || !request.keyBundle().equals(keyBundle)
                || request.predecessor().isPresent()) {
            throw new IllegalArgumentException(
                    "the request is about another wallet, key, hospital or key bundle, or names an earlier vault");
        }
        return request.sign(
                identity.wallet(), chain.config().chainId(), chain.registry().address());
    }

    /**
     * Reviews a prepared transaction, asks the patient, and signs.
     *
     * @param prepared what a server prepared
     * @param directory the grantees that the patient knows, by name
     * @param consent is shown what the transaction does, in words; false declines
     * @return the signed transaction
     * @throws com.patientory.chain.model.ReviewRefusedException if the device does not understand or allow it
     * @throws ConsentDeclinedException if the patient said no
     */
    public SignedTransaction approve(
            UnsignedTransaction prepared, Map<GranteeId, String> directory, Predicate<String> consent) {
        return sign(review(directory).review(prepared, chain.nextNonce(address())), consent);
    }

    /**
     * Reviews a prepared consent to share records, asks the patient, and signs.
     *
     * @param prepared what a server prepared
     * @param request the request with the terms that the patient has read; its id is computed here
     * @param directory the grantees that the patient knows, by name
     * @param consent is shown what the transaction does, in words; false declines
     * @return the signed transaction
     * @throws com.patientory.chain.model.ReviewRefusedException if it is about another request
     * @throws ConsentDeclinedException if the patient said no
     */
    public SignedTransaction approve(
            UnsignedTransaction prepared,
            DataRequest request,
            Map<GranteeId, String> directory,
            Predicate<String> consent) {
        return sign(review(directory).review(prepared, chain.nextNonce(address()), request), consent);
    }

    private DeviceReview review(Map<GranteeId, String> directory) {
        return DeviceReview.builder(chain.config().chainId(), chain.registry().address(), address(), directory)
                .tokens(chain.config().contracts(), MAX_PAYMENT)
                .build();
    }

    private SignedTransaction sign(ReviewedTransaction reviewed, Predicate<String> consent) {
        if (!consent.test(reviewed.sentence())) {
            throw new ConsentDeclinedException(reviewed.sentence());
        }
        return reviewed.sign(identity.wallet());
    }

    /**
     * Finds all records: the vault's address follows from the wallet's, the files stand in its events, and the files of a
     * batch in a list whose digest stands there.
     *
     * @return the records that this device can open: files with an entry of their own in the order in which they were
     *     stored, then those that stand in batches only
     * @throws IOException if the store cannot be asked
     */
    public List<PatientRecord> records() throws IOException {
        return records(Unreadable.IGNORED);
    }

    /**
     * Finds all records, and tells what this device cannot open.
     *
     * @param unreadable hears of each file and each batch that it cannot open
     * @return as {@link #records()}
     * @throws IOException if the store cannot be asked
     */
    public List<PatientRecord> records(Unreadable unreadable) throws IOException {
        FileVaultContract.Files found = files.list(vault());
        found.missing().forEach(unreadable::batch);
        List<PatientRecord> records = new ArrayList<>();
        for (FileRecord file : found.current()) {
            try {
                records.add(reader.read(file));
            } catch (PatientoryCryptoException
                    | IllegalArgumentException
                    | BlobNotFoundException
                    | BlobTooLargeException e) {
                unreadable.file(file, e);
            }
        }
        return records;
    }

    /**
     * Decrypts a record into a file, which appears only if all of it is verified.
     *
     * @param record the record
     * @param target the file
     * @param progress hears of long work
     * @throws IOException if the body cannot be had
     */
    public void decrypt(PatientRecord record, Path target, Progress progress) throws IOException {
        reader.decrypt(record, target, progress);
    }

    /**
     * Opens a record for reading anywhere in it.
     *
     * @param record the record
     * @return the plaintext
     * @throws IOException if the body cannot be had
     */
    public SeekableByteChannel open(PatientRecord record) throws IOException {
        return reader.open(record);
    }

    /**
     * Makes and stores a header that the other can open too. The body stays where it is. It counts once the vault has
     * its digest.
     *
     * @param record the record
     * @param other who may read
     * @return the new header's digest, for {@link FileVaultContract#prepareSetEnvelope}
     * @throws IOException if it cannot be stored
     */
    public ContentDigest wrapFor(PatientRecord record, Recipient other) throws IOException {
        return put(record.envelope().grant(identity.recipientKey(), other));
    }

    /**
     * Makes and stores a header that the other can no longer open.
     *
     * @param record the record
     * @param other who may not read any more
     * @return the new header's digest, for {@link FileVaultContract#prepareSetEnvelope}
     * @throws IOException if it cannot be stored
     */
    public ContentDigest wrapWithout(PatientRecord record, Recipient other) throws IOException {
        return put(record.envelope().remove(identity.recipientKey(), other.kid()));
    }

    /**
     * The patient's vault.
     *
     * @return the contract at the address that follows from the wallet's
     */
    public FileVaultContract vault() {
        return chain.vaultOf(address());
    }

    private ContentDigest put(KeyEnvelope envelope) throws IOException {
        byte[] bytes = envelope.toBytes();
        Cid cid = Cid.hash(Cid.Codec.RAW, ByteBuffer.wrap(bytes));
        Transfers.await(
                store.put(BlobContent.copyOf(bytes), PutOptions.defaults().expecting(cid)));
        return ContentDigest.of(cid.digest());
    }

    private RegistrationDomain domain() {
        return new RegistrationDomain(
                chain.config().chainId().value(), chain.registry().address());
    }

    @Override
    public void close() {
        identity.close();
    }
}
