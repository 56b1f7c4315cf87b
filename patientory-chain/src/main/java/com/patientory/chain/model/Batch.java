package com.patientory.chain.model;

import com.patientory.chain.internal.merkle.MerkleTree;
import com.patientory.crypto.Keccak256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Many entries under one root, the Merkle tree of RFC 9162, section 2.1, with Keccak-256, as {@code contracts-v1}
 * specifies it. Immutable; safe for use by several threads. Keeps about 64 bytes an entry for the tree.
 */
public sealed interface Batch {
    /**
     * Returns what stands on the chain for all entries.
     *
     * @return the root of the tree
     */
    ContentDigest root();

    /**
     * Counts the entries.
     *
     * @return at least 1
     */
    int count();

    /**
     * Makes the proof that an entry stands at its place.
     *
     * @param index the place, from zero
     * @return the hashes beside the path, from the leaf upwards
     * @throws IllegalArgumentException when there is no such place
     */
    List<ContentDigest> proof(int index);

    /**
     * One file to store, alone or in a batch.
     *
     * @param id its random id
     * @param body digest of the encrypted body
     * @param envelope digest of the first envelope
     */
    record NewFile(FileId id, ContentDigest body, ContentDigest envelope) {
        private static final int SIZE_BYTES = 3 * Bytes32.SIZE_BYTES;

        private void writeTo(ByteBuffer target) {
            id.writeTo(target);
            body.writeTo(target);
            envelope.writeTo(target);
        }

        /** The contract stores no such file; and a scope of zeros is the whole vault. */
        private boolean hasZeros() {
            return id.isZero() || body.isZero() || envelope.isZero();
        }

        private byte[] leaf() {
            ByteBuffer bytes = ByteBuffer.allocate(1 + SIZE_BYTES).put((byte) 0);
            writeTo(bytes);
            return Keccak256.digest(bytes.array());
        }

        private static NewFile read(ByteBuffer manifest) {
            return new NewFile(
                    FileId.of(word(manifest)), ContentDigest.of(word(manifest)), ContentDigest.of(word(manifest)));
        }

        private static byte[] word(ByteBuffer manifest) {
            byte[] word = new byte[Bytes32.SIZE_BYTES];
            manifest.get(word);
            return word;
        }
    }

    /**
     * One access or refusal of a hospital's list.
     *
     * @param file the file
     * @param actor who read or asked
     * @param code the purpose or the reason, 1 to 32 printable ASCII characters, for instance {@code TREAT}
     * @param detail digest of an audit record that the hospital keeps, or zeros
     * @param moment when, in whole seconds since 1970
     * @param refused true for a refusal
     */
    record Access(FileId file, GranteeId actor, String code, ContentDigest detail, Instant moment, boolean refused) {
        private static final int LEAF_BYTES = 138;

        /**
         * Checks code and moment.
         *
         * @param file the file
         * @param actor who read or asked
         * @param code the purpose or the reason, 1 to 32 printable ASCII characters
         * @param detail digest of an audit record that the hospital keeps, or zeros
         * @param moment when, in whole seconds since 1970
         * @param refused true for a refusal
         * @throws IllegalArgumentException when the code has another form, or the moment a fraction or a minus
         */
        public Access {
            if (code.isEmpty()
                    || code.length() > Bytes32.SIZE_BYTES
                    || !code.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException("a code has 1 to 32 printable ASCII characters");
            }
            if (!moment.equals(moment.truncatedTo(ChronoUnit.SECONDS)) || moment.getEpochSecond() < 0) {
                throw new IllegalArgumentException("a moment is a whole second since 1970, got " + moment);
            }
        }

        private byte[] leaf() {
            byte[] ascii = Arrays.copyOf(code.getBytes(StandardCharsets.US_ASCII), Bytes32.SIZE_BYTES);
            return Keccak256.digest(ByteBuffer.allocate(LEAF_BYTES)
                    .put((byte) 2)
                    .put(file.bytes())
                    .put(actor.bytes())
                    .put(ascii)
                    .put(detail.bytes())
                    .putLong(moment.getEpochSecond())
                    .put((byte) (refused ? 1 : 0))
                    .array());
        }
    }

    /** Files to anchor, in their order; an id stands there once. */
    final class Files implements Batch {
        private final List<NewFile> files;
        private final MerkleTree tree;

        private Files(List<NewFile> files) {
            this.files = List.copyOf(files);
            this.tree = MerkleTree.of(this.files, NewFile::leaf);
        }

        /**
         * Makes a batch. Thousands of files are hashed on all processors, by the common pool's threads beside the caller's.
         *
         * @param files at least one, at most 1,000,000
         * @return the batch
         * @throws IllegalArgumentException when there are none or too many, two have one id, or an id or a digest is of zeros
         */
        public static Files of(List<NewFile> files) {
            Set<FileId> ids = new HashSet<>();
            for (NewFile file : files) {
                if (file.hasZeros()) {
                    throw new IllegalArgumentException("file " + file.id() + " has an id or a digest of zeros");
                }
                if (!ids.add(file.id())) {
                    throw new IllegalArgumentException("file " + file.id() + " stands twice in the batch");
                }
            }
            if (files.size() > MAX_FILES) {
                throw new IllegalArgumentException("a batch has at most " + MAX_FILES + " files, got " + files.size());
            }
            return new Files(files);
        }

        /**
         * Reads a manifest, and trusts it only if its root is the anchored one.
         *
         * @param manifest 96 bytes a file: id, body, envelope
         * @param root the root on the chain
         * @param count the number of files on the chain
         * @return the batch
         * @throws ManifestException when length or root is another, an id stands there twice, or an id or a digest is of zeros,
         *     which no vault stores
         */
        public static Files parse(byte[] manifest, ContentDigest root, long count) {
            if (count < 1 || count > MAX_FILES || manifest.length != count * NewFile.SIZE_BYTES) {
                throw new ManifestException(
                        root, manifest.length + " bytes are not " + count + " files of " + NewFile.SIZE_BYTES);
            }
            ByteBuffer bytes = ByteBuffer.wrap(manifest);
            List<NewFile> files = new ArrayList<>();
            while (bytes.hasRemaining()) {
                files.add(NewFile.read(bytes));
            }
            Files batch = new Files(files);
            if (!batch.root().equals(root)) {
                throw new ManifestException(root, "its root is " + batch.root());
            }
            if (files.stream().map(NewFile::id).distinct().count() != count) {
                throw new ManifestException(root, "an id stands twice");
            }
            if (files.stream().anyMatch(NewFile::hasZeros)) {
                throw new ManifestException(root, "an id or a digest of zeros");
            }
            return batch;
        }

        /**
         * Returns the files.
         *
         * @return in their order
         */
        public List<NewFile> files() {
            return files;
        }

        /**
         * Writes the list from which every proof can be made, to be stored beside the files.
         *
         * @return 96 bytes a file
         */
        public byte[] manifest() {
            ByteBuffer bytes = ByteBuffer.allocate(count() * NewFile.SIZE_BYTES);
            files.forEach(file -> file.writeTo(bytes));
            return bytes.array();
        }

        /**
         * Returns the digest of the manifest, which is that of its CID where it is stored as one raw block.
         *
         * @return SHA-256 of {@link #manifest}
         */
        public ContentDigest manifestDigest() {
            try {
                return ContentDigest.of(MessageDigest.getInstance("SHA-256").digest(manifest()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public ContentDigest root() {
            return ContentDigest.of(tree.root());
        }

        @Override
        public int count() {
            return files.size();
        }

        @Override
        public List<ContentDigest> proof(int index) {
            return tree.proof(index).stream().map(ContentDigest::of).toList();
        }
    }

    /** A hospital's accesses and refusals, in their order. */
    final class Accesses implements Batch {
        private final List<Access> accesses;
        private final MerkleTree tree;

        private Accesses(List<Access> accesses) {
            this.accesses = List.copyOf(accesses);
            this.tree = MerkleTree.of(this.accesses, Access::leaf);
        }

        /**
         * Makes a list.
         *
         * @param accesses at least one
         * @return the list
         */
        public static Accesses of(List<Access> accesses) {
            return new Accesses(accesses);
        }

        /**
         * Returns the entries.
         *
         * @return in their order
         */
        public List<Access> accesses() {
            return accesses;
        }

        @Override
        public ContentDigest root() {
            return ContentDigest.of(tree.root());
        }

        @Override
        public int count() {
            return accesses.size();
        }

        @Override
        public List<ContentDigest> proof(int index) {
            return tree.proof(index).stream().map(ContentDigest::of).toList();
        }
    }

    /** The most files of one batch; its manifest has 96 MB. */
    int MAX_FILES = 1_000_000;

    /** Bytes are not the manifest of the batch that the chain knows. */
    final class ManifestException extends PatientoryChainException {
        private static final long serialVersionUID = 1L;

        private final transient ContentDigest root;

        private ManifestException(ContentDigest root, String detail) {
            super("not the manifest of batch " + root + ": " + detail);
            this.root = root;
        }

        /**
         * Returns the batch.
         *
         * @return its root on the chain
         */
        public ContentDigest root() {
            return root;
        }
    }
}
