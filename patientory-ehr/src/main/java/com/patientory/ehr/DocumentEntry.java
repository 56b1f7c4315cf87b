package com.patientory.ehr;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one version of one document.
 *
 * @param name who it is
 * @param state where it stands
 * @param resume where it stood before quarantine, otherwise the same as state
 * @param reason why it is in quarantine, or null
 * @param attempts in how many runs its content was asked for
 * @param content the pseudonym of its content, or {@link Pseudonym#NONE}
 * @param token the sink's last token, encrypted; empty if there is none
 */
record DocumentEntry(
        Name name,
        DocumentState state,
        DocumentState resume,
        @Nullable QuarantineReason reason,
        int attempts,
        Pseudonym content,
        Ciphertext token) {
    /**
     * The pseudonyms of a document.
     *
     * @param version this version of it
     * @param document all its versions
     * @param group all parts of the site's record that it is one of
     * @param patient whose it is
     */
    record Name(Pseudonym version, Pseudonym document, Pseudonym group, Pseudonym patient) {}

    static DocumentEntry discovered(Name name, int attempts) {
        return new DocumentEntry(
                name,
                DocumentState.DISCOVERED,
                DocumentState.DISCOVERED,
                null,
                attempts,
                Pseudonym.NONE,
                Ciphertext.NONE);
    }

    DocumentEntry at(DocumentState reached, Ciphertext reachedToken) {
        return new DocumentEntry(name, reached, reached, null, attempts, content, reachedToken);
    }

    DocumentEntry sealed(Pseudonym contentSeen, Ciphertext reachedToken) {
        return new DocumentEntry(
                name, DocumentState.SEALED, DocumentState.SEALED, null, attempts, contentSeen, reachedToken);
    }

    DocumentEntry quarantined(QuarantineReason why) {
        return new DocumentEntry(name, DocumentState.QUARANTINED, resume, why, attempts, content, token);
    }

    /** Out of quarantine, to where it stood before. */
    DocumentEntry released() {
        return new DocumentEntry(name, resume, resume, null, 0, content, token);
    }
}
