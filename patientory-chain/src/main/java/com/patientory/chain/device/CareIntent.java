package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What somebody does in another patient's vault with a grant or an attestation of his own: a clinician, a relative, a
 * researcher. The patient is an account in the device's directory, and the vault's address is computed from it.
 */
public sealed interface CareIntent extends Intent {
    /**
     * Returns whose vault it is.
     *
     * @return the patient's name in the device's directory
     */
    String patient();

    /**
     * Take READ for a whole vault in an emergency. The patient sees it.
     *
     * @param patient the patient's name in the device's directory
     * @param reason digest of the reason, which the hospital keeps
     * @param duration for how long, at most 4 hours
     */
    record BreakGlass(String patient, ContentDigest reason, Duration duration) implements CareIntent {
        @Override
        public String sentence() {
            return "Break the glass: read the whole vault of " + patient + " for " + Wording.duration(duration)
                    + ", for the reason with digest " + reason + ".";
        }
    }

    /**
     * Pass on a part of what one was granted.
     *
     * @param patient the patient's name in the device's directory
     * @param scope what it covers
     * @param grantee who gets it
     * @param name the grantee's name in the device's directory
     * @param capabilities what it allows
     * @param expiry the first second after it
     */
    record Forward(
            String patient, Scope scope, GranteeId grantee, String name, Set<Capability> capabilities, Instant expiry)
            implements CareIntent {
        /**
         * Copies the set.
         *
         * @param patient the patient's name in the device's directory
         * @param scope what it covers
         * @param grantee who gets it
         * @param name the grantee's name in the device's directory
         * @param capabilities what it allows
         * @param expiry the first second after it
         */
        public Forward {
            capabilities = Set.copyOf(capabilities);
        }

        @Override
        public String sentence() {
            String in = scope.file().isEmpty() ? " in" : "";
            return "Forward what " + patient + " granted you: to " + name + ", to " + Wording.list(capabilities) + in
                    + Wording.of(scope) + " until " + Wording.time(expiry) + ".";
        }
    }

    /**
     * Take back what one forwarded.
     *
     * @param patient the patient's name in the device's directory
     * @param scope what it covers
     * @param grantee whose it is
     * @param name the grantee's name in the device's directory
     */
    record TakeBack(String patient, Scope scope, GranteeId grantee, String name) implements CareIntent {
        @Override
        public String sentence() {
            return "In the vault of " + patient + ": take back what you forwarded to " + name + ", for"
                    + Wording.of(scope) + ".";
        }
    }

    /**
     * Write one's own reading into the patient's audit trail.
     *
     * @param patient the patient's name in the device's directory
     * @param file the file that was read
     * @param reader the reader's own account
     * @param purpose a purpose-of-use code, for instance {@code TREAT}
     */
    record LogAccess(String patient, FileId file, WalletAddress reader, String purpose) implements CareIntent {
        @Override
        public String sentence() {
            return "Log that you read file " + file + " of " + patient + " for the purpose " + purpose + ".";
        }
    }

    /**
     * Announce an encrypted message to the patient.
     *
     * @param patient the patient's name in the device's directory
     * @param scope what it is about
     * @param message digest of the encrypted message
     */
    record Announce(String patient, Scope scope, ContentDigest message) implements CareIntent {
        @Override
        public String sentence() {
            return "Tell " + patient + " of the message with digest " + message + " about" + Wording.of(scope) + ".";
        }
    }
}
