package com.patientory.examples.hospital;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import com.patientory.examples.vault.VaultFiles;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The node's counter for clinicians. A clinician signs a {@linkplain #challenge challenge}; if his wallet holds a live
 * READ grant for the file on the chain, he gets it, sealed; in each case the chain keeps who asked and what the answer
 * was. A refusal costs the hospital a transaction, so put the hospital's own sign-in in front. The node cannot open what it hands out, and whether the clinician can is decided by the patient's envelope.
 * Thread-safe.
 */
public final class ClinicianDesk {
    private static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(2);
    private static final int MAX_OPEN = 10_000;
    private static final String TREATMENT = "TREAT";
    private static final String NO_GRANT = "NO_GRANT";

    private final String hospital;
    private final PatientoryChain chain;
    private final BlobStore store;
    private final VaultFiles files;
    private final WalletKey writer;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, AccessChallenge> open = new ConcurrentHashMap<>();

    /**
     * A desk.
     *
     * @param hospital the hospital's public identifier
     * @param chain where grants and the trail stand
     * @param store where bodies and headers are
     * @param writer the key with which accesses are logged; stays the caller's
     * @param clock tells the time
     * @param random draws nonces
     */
    public ClinicianDesk(
            String hospital,
            PatientoryChain chain,
            BlobStore store,
            WalletKey writer,
            Clock clock,
            SecureRandom random) {
        this.hospital = hospital;
        this.chain = chain;
        this.store = store;
        this.files = new VaultFiles(store);
        this.writer = writer;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Begins a request.
     *
     * @param vault whose file
     * @param file which file
     * @return what to sign, once, within two minutes
     * @throws RejectedExecutionException if more than 10,000 challenges are open
     */
    public AccessChallenge challenge(WalletAddress vault, FileId file) {
        open.values().removeIf(old -> old.expiry().isBefore(clock.instant()));
        if (open.size() >= MAX_OPEN) {
            throw new RejectedExecutionException("more than " + MAX_OPEN + " challenges are open");
        }
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        AccessChallenge challenge = new AccessChallenge(
                hospital,
                chain.config().chainId(),
                vault,
                file,
                HexFormat.of().formatHex(nonce),
                clock.instant().plus(CHALLENGE_LIFETIME));
        open.put(challenge.nonce(), challenge);
        return challenge;
    }

    /**
     * Hands a file out, sealed, to whoever signed the challenge. Blocks for the chain and the store.
     *
     * @param challenge what {@link #challenge} gave
     * @param signature its EIP-191 signature
     * @return the file
     * @throws AccessRefusedException if the signer has no live grant to read it; that is logged on the chain
     * @throws IOException if the header cannot be had from the store
     */
    public SealedFile open(AccessChallenge challenge, EcdsaSignature signature)
            throws AccessRefusedException, IOException {
        WalletAddress clinician = signature.recoverMessage(challenge.message());
        FileId file = challenge.file();
        boolean known = open.remove(challenge.nonce(), challenge);
        if (!known || challenge.expiry().isBefore(clock.instant())) {
            throw new AccessRefusedException(AccessRefusedException.Reason.STALE_CHALLENGE, clinician, file);
        }
        FileVaultContract vault = chain.vaultAt(challenge.vault());
        FileRecord record = record(vault, file)
                .orElseThrow(
                        () -> new AccessRefusedException(AccessRefusedException.Reason.UNKNOWN_FILE, clinician, file));
        GranteeId actor = GranteeId.ofAccount(clinician);
        if (!vault.canRead(actor, file)) {
            vault.logRefusal(writer, file, actor, NO_GRANT);
            throw new AccessRefusedException(AccessRefusedException.Reason.MISSING_GRANT, clinician, file);
        }
        byte[] envelope = files.envelope(record);
        // The trail comes first: nothing is handed out that is not logged.
        vault.logAccess(writer, file, actor, TREATMENT);
        // The patient may have revoked while the entry waited for its block: the answer after it counts.
        if (!vault.canRead(actor, file)) {
            throw new AccessRefusedException(AccessRefusedException.Reason.MISSING_GRANT, clinician, file);
        }
        return new SealedFile(envelope, record.body(), store);
    }

    /**
     * Anybody can deploy a contract that says yes, or store another's digests in a vault of his own: only a registered
     * vault counts, and in it only what this hospital has written.
     */
    private Optional<FileRecord> record(FileVaultContract vault, FileId file) throws IOException {
        if (!chain.contractsOf(vault.owner()).vault().equals(vault.address())) {
            return Optional.empty();
        }
        Optional<FileRecord> stored = ours(vault.files(), file);
        return stored.isPresent() ? stored : inBatch(vault, file);
    }

    /** The trail is about files with an entry of their own: one of a batch gets its entry when it is first asked for. */
    private Optional<FileRecord> inBatch(FileVaultContract vault, FileId file) throws IOException {
        Optional<FileRecord> record = ours(files.list(vault).current(), file);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        VaultFiles.Place place = files.place(vault, record.get())
                .orElseThrow(() -> new IOException("the list of the batch was there a moment ago"));
        vault.guest().storeAnchored(writer, place.batch(), place.index());
        return record;
    }

    private Optional<FileRecord> ours(List<FileRecord> all, FileId file) {
        return all.stream()
                .filter(candidate -> candidate.id().equals(file))
                .filter(candidate -> candidate.submitter().equals(GranteeId.ofHospital(hospital)))
                .findFirst();
    }
}
