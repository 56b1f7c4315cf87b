package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import java.time.Instant;
import java.util.Set;

/** What a reviewed transaction will do, completely: a closed family with one member per function that a device signs. */
public sealed interface Intent {
    /**
     * Says it in one English sentence, without the fee.
     *
     * @return for instance {@code Allow Mercy Hospital to READ and SUBMIT in the whole vault until 1 Jan 2027.}
     */
    String sentence();

    /**
     * Give somebody access, in place of any earlier grant with the same scope and grantee.
     *
     * @param scope what it covers
     * @param grantee who gets it
     * @param name the grantee's name in the device's directory
     * @param capabilities what it allows
     * @param notBefore the first second; a moment in the past means at once
     * @param expiry the first second after it
     */
    record Allow(
            Scope scope,
            GranteeId grantee,
            String name,
            Set<Capability> capabilities,
            Instant notBefore,
            Instant expiry)
            implements Intent {
        /**
         * Copies the set.
         *
         * @param scope what it covers
         * @param grantee who gets it
         * @param name the grantee's name in the device's directory
         * @param capabilities what it allows
         * @param notBefore the first second; a moment in the past means at once
         * @param expiry the first second after it
         */
        public Allow {
            capabilities = Set.copyOf(capabilities);
        }

        @Override
        public String sentence() {
            String from = notBefore.equals(Instant.EPOCH) ? "" : " from " + Wording.time(notBefore);
            String in = scope.file().isEmpty() ? " in" : "";
            return "Allow " + name + " to " + Wording.list(capabilities) + in + Wording.of(scope) + from + " until "
                    + Wording.time(expiry) + ".";
        }
    }

    /**
     * Take one grant back.
     *
     * @param scope what it covers
     * @param grantee whose it is
     * @param name the grantee's name in the device's directory
     */
    record Withdraw(Scope scope, GranteeId grantee, String name) implements Intent {
        @Override
        public String sentence() {
            return "Withdraw the access of " + name + " to" + Wording.of(scope) + ".";
        }
    }

    /** Take all grants back. */
    record WithdrawAll() implements Intent {
        @Override
        public String sentence() {
            return "Withdraw every access that was ever given.";
        }
    }

    /**
     * Announce a file's new key envelope. The device made that envelope itself and must compare the digest.
     *
     * @param file the file
     * @param envelope digest of the new envelope
     */
    record ReplaceEnvelope(FileId file, ContentDigest envelope) implements Intent {
        @Override
        public String sentence() {
            return "Replace the key envelope of" + Wording.of(Scope.of(file)) + " by " + envelope + ".";
        }
    }
}
