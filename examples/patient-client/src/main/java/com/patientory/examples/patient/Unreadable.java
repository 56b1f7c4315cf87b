package com.patientory.examples.patient;

import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.VaultEvent;

/** Hears what a device cannot open: one writer's mistake must not hide the records of the others. */
public interface Unreadable {
    /** Nobody wants to know. */
    Unreadable IGNORED = new Unreadable() {
        @Override
        public void file(FileRecord file, Exception why) {}

        @Override
        public void batch(VaultEvent.Anchored batch) {}
    };

    /**
     * A file that this device cannot open.
     *
     * @param file the file
     * @param why its header is missing, too large, malformed, for somebody else, or of another body
     */
    void file(FileRecord file, Exception why);

    /**
     * Files that this device does not even know by their ids.
     *
     * @param batch the batch whose list is missing or not its own
     */
    void batch(VaultEvent.Anchored batch);
}
