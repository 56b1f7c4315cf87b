package com.patientory.storage.local;

import com.patientory.storage.Cid;
import com.patientory.storage.CidFormatException;
import java.nio.file.Path;
import java.util.Optional;

/** Where things lie in a store's directory; see {@code spec/local-store-v1.md}. */
record StoreLayout(Path root) {
    /** The last two characters of the text carry eight bits of the digest: 256 shards, evenly filled. */
    private static final int SHARD_CHARACTERS = 2;

    Path lockFile() {
        return root.resolve("lock");
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path quarantine() {
        return root.resolve("quarantine");
    }

    Path unpinned() {
        return root.resolve("unpinned");
    }

    Path blob(Cid cid) {
        String text = cid.toString();
        return blobs().resolve(text.substring(text.length() - SHARD_CHARACTERS)).resolve(text);
    }

    Path unpinnedMark(Cid cid) {
        return unpinned().resolve(cid.toString());
    }

    /** The blob that a file in a shard claims to be, by name and place. */
    Optional<Cid> cidOf(Path file) {
        try {
            Cid cid = Cid.parse(String.valueOf(file.getFileName()));
            return blob(cid).equals(file) ? Optional.of(cid) : Optional.empty();
        } catch (CidFormatException e) {
            return Optional.empty();
        }
    }
}
