package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reviewed transaction or request will do, completely: a closed family with one member per function that a device
 * signs. Here are the owner's calls to the own vault; those in another patient's vault are a {@link CareIntent}, those about
 * keys, guardians and recovery an {@link IdentityIntent}, those about PTOY a {@link TokenIntent}.
 */
public sealed interface Intent permits Intent.InVault, CareIntent, IdentityIntent, TokenIntent {
    /**
     * Says it in one English sentence, without the fee.
     *
     * @return for instance {@code Allow Mercy Hospital to READ and SUBMIT in the whole vault until 1 Jan 2027.}
     */
    String sentence();

    /** The owner's calls to the own vault. */
    sealed interface InVault extends Intent {}

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
            implements InVault {
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
    record Withdraw(Scope scope, GranteeId grantee, String name) implements InVault {
        @Override
        public String sentence() {
            return "Withdraw the access of " + name + " to" + Wording.of(scope) + ".";
        }
    }

    /** Take all grants back. */
    record WithdrawAll() implements InVault {
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
    record ReplaceEnvelope(FileId file, ContentDigest envelope) implements InVault {
        @Override
        public String sentence() {
            return "Replace the key envelope of file " + file + " by " + envelope + ".";
        }
    }

    /**
     * Announce new key envelopes of several files. The device made them itself and must compare the digests.
     *
     * @param envelopes the digest of each file's new envelope, in their order
     */
    record ReplaceEnvelopes(Map<FileId, ContentDigest> envelopes) implements InVault {
        /**
         * Copies the map and keeps its order.
         *
         * @param envelopes the digest of each file's new envelope
         */
        public ReplaceEnvelopes {
            envelopes = Collections.unmodifiableMap(new LinkedHashMap<>(envelopes));
        }

        @Override
        public String sentence() {
            return "Replace the key envelopes of " + envelopes.size() + " files: "
                    + envelopes.entrySet().stream()
                            .map(e -> "file " + e.getKey() + " by " + e.getValue())
                            .collect(Collectors.joining("; "))
                    + ".";
        }
    }

    /**
     * Store a file of one's own.
     *
     * @param file the file's random id
     * @param body digest of the encrypted body
     * @param envelope digest of the first envelope
     */
    record Store(FileId file, ContentDigest body, ContentDigest envelope) implements InVault {
        @Override
        public String sentence() {
            return "Store file " + file + " with body " + body + " and key envelope " + envelope + ".";
        }
    }

    /**
     * Store a file of one's own in place of an earlier one, which stays.
     *
     * @param file the file's random id
     * @param body digest of the encrypted body
     * @param envelope digest of the first envelope
     * @param supersedes the earlier file
     */
    record StoreVersion(FileId file, ContentDigest body, ContentDigest envelope, FileId supersedes) implements InVault {
        @Override
        public String sentence() {
            return "Store file " + file + " with body " + body + " and key envelope " + envelope + " in place of file "
                    + supersedes + ".";
        }
    }

    /**
     * Spend a file's id for ever. The device destroys the file's keys; this call only says so.
     *
     * @param file the file
     */
    record Erase(FileId file) implements InVault {
        @Override
        public String sentence() {
            return "Erase file " + file + " for ever.";
        }
    }

    /**
     * Continue in a vault of a later registry, once and for ever.
     *
     * @param successor that vault, at the address that the device computed
     * @param registry the later registry, as the device trusts it
     */
    record Migrate(WalletAddress successor, WalletAddress registry) implements InVault {
        @Override
        public String sentence() {
            return "Continue in your vault " + successor + " of the registry " + registry
                    + ": the vault here takes nothing new any more, for ever; what is in it stays, with the access that"
                    + " you gave.";
        }
    }

    /**
     * Allow or forbid breaking the glass; forbidding also ends what is broken.
     *
     * @param allowed true to allow
     */
    record EmergencyPolicy(boolean allowed) implements InVault {
        @Override
        public String sentence() {
            return allowed
                    ? "Allow attested clinicians to read the whole vault in an emergency, for at most 4 hours each time."
                    : "Forbid reading in an emergency, and end all such access.";
        }
    }

    /**
     * End a clinician's emergency before its time.
     *
     * @param clinician the clinician's account
     * @param name the name in the device's directory, or the account where it has none
     */
    record EndEmergency(WalletAddress clinician, String name) implements InVault {
        @Override
        public String sentence() {
            return "End the emergency access of " + name + ".";
        }
    }
}
