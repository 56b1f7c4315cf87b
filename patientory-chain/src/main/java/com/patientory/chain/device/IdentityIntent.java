package com.patientory.chain.device;

import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody does about identity: the owner about keys, ids and guardians; guardians and a new owner about a recovery. */
public sealed interface IdentityIntent extends Intent {
    /**
     * Publish new keys. The device made them itself and must compare both digests.
     *
     * @param version the version that this makes
     * @param keyBundle SHA-256 of the new sealed key bundle
     * @param rsaThumbprint thumbprint of the new public key
     * @param locator where the new bundle is, in printable ASCII
     */
    record ReplaceKeys(int version, ContentDigest keyBundle, ContentDigest rsaThumbprint, String locator)
            implements IdentityIntent {
        @Override
        public String sentence() {
            return "Replace your keys by version " + version + ": key " + rsaThumbprint + ", sealed bundle " + keyBundle
                    + " at \"" + locator + "\".";
        }
    }

    /**
     * Link a blinded id at a hospital, in place of an earlier one there.
     *
     * @param hospital the hospital
     * @param name the hospital's name in the device's directory
     * @param patientId the blinded id
     */
    record LinkPatientId(GranteeId hospital, String name, BlindedPatientId patientId) implements IdentityIntent {
        @Override
        public String sentence() {
            return "Be known to " + name + " under the blinded id " + patientId + ".";
        }
    }

    /**
     * Remove the blinded id at a hospital.
     *
     * @param hospital the hospital
     * @param name the hospital's name in the device's directory
     */
    record UnlinkPatientId(GranteeId hospital, String name) implements IdentityIntent {
        @Override
        public String sentence() {
            return "Remove your blinded id at " + name + ".";
        }
    }

    /**
     * Choose guardians, in place of all earlier ones.
     *
     * @param guardians the accounts with their names in the device's directory; empty for none
     * @param threshold how many must agree
     */
    record ChooseGuardians(Map<WalletAddress, String> guardians, int threshold) implements IdentityIntent {
        /**
         * Copies the map and keeps its order.
         *
         * @param guardians the accounts with their names; empty for none
         * @param threshold how many must agree
         */
        public ChooseGuardians {
            guardians = Collections.unmodifiableMap(new LinkedHashMap<>(guardians));
        }

        @Override
        public String sentence() {
            if (guardians.isEmpty()) {
                return "Have no guardians.";
            }
            return "Let any " + threshold + " of these " + guardians.size()
                    + " guardians hand your records to a new account after 72 hours: "
                    + String.join("; ", guardians.values()) + ".";
        }
    }

    /** Cancel a recovery of one's own account, and void all voices. */
    record CancelRecovery() implements IdentityIntent {
        @Override
        public String sentence() {
            return "Cancel every recovery of your account.";
        }
    }

    /** Make a signed registration that was not yet sent worthless. */
    record CancelRegistration() implements IdentityIntent {
        @Override
        public String sentence() {
            return "Cancel the registration that you signed.";
        }
    }

    /**
     * As a guardian, speak for a new owner, and for nobody else.
     *
     * @param patient the name of the patient who lost the key
     * @param newOwner the account that shall take over
     * @param name the new account's name in the device's directory
     */
    record SupportRecovery(String patient, WalletAddress newOwner, String name) implements IdentityIntent {
        @Override
        public String sentence() {
            return "As a guardian of " + patient + ": agree that " + name + " takes over all records.";
        }
    }

    /**
     * As a guardian, take one's voice back.
     *
     * @param patient the name of the patient who lost the key
     */
    record WithdrawSupport(String patient) implements IdentityIntent {
        @Override
        public String sentence() {
            return "As a guardian of " + patient + ": take back your voice for a new owner.";
        }
    }

    /**
     * As the account on which the guardians agreed, take over.
     *
     * @param patient the name of the lost account
     */
    record TakeOver(String patient) implements IdentityIntent {
        @Override
        public String sentence() {
            return "Take over the records of " + patient + " with this account.";
        }
    }
}
