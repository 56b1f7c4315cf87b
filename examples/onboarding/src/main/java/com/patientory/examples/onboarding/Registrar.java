package com.patientory.examples.onboarding;

import com.patientory.chain.PatientoryChain;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.Registration;
import com.patientory.crypto.RegistrationDomain;
import com.patientory.crypto.WalletKey;
import com.patientory.ehr.spi.PatientRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns a device's signed registration into contracts that the device owns, in two steps: {@link #prepare} verifies the
 * registration and says what the wallet has to sign; {@link #complete} consumes the sign-up and sends it. The registrar
 * pays and cannot choose: owner, keys and id are under the patient's signature. Thread-safe.
 */
public final class Registrar {
    private static final Duration SIGNATURE_LIFETIME = Duration.ofMinutes(10);

    private final RegistrationDesk desk;
    private final PatientoryChain chain;
    private final WalletKey payer;
    private final AdmittingHospital hospital;
    private final KeyBundleStore bundles;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** Keeps sealed key bundles where the patient's next device finds them. */
    @FunctionalInterface
    public interface KeyBundleStore {
        /**
         * Stores a bundle; the same bundle again gives the same place.
         *
         * @param bundle the bundle
         * @return where it is, for instance {@code ipfs://} and a CID
         * @throws IOException if it cannot be stored
         */
        String put(KeyBundle bundle) throws IOException;
    }

    /**
     * What has come into being.
     *
     * @param patient whom the hospital knows
     * @param contracts his contracts
     * @param key his public key
     */
    public record Registered(PatientRef patient, OwnerContracts contracts, Recipient key) {}

    /**
     * A registrar.
     *
     * @param desk whose sign-up references count
     * @param chain the network
     * @param payer sends the transaction; stays the caller's
     * @param hospital through which patients join
     * @param bundles where sealed keys go
     * @param clock tells the time
     */
    public Registrar(
            RegistrationDesk desk,
            PatientoryChain chain,
            WalletKey payer,
            AdmittingHospital hospital,
            KeyBundleStore bundles,
            Clock clock) {
        this.desk = desk;
        this.chain = chain;
        this.payer = payer;
        this.hospital = hospital;
        this.bundles = bundles;
        this.clock = clock;
    }

    /**
     * Verifies a registration and prepares what the patient's wallet must sign.
     *
     * @param json the device's registration
     * @return the request, good for ten minutes
     * @throws com.patientory.crypto.error.PatientoryCryptoException if the registration does not hold
     * @throws OnboardingException.UnknownReference if its sign-up reference is none of the desk's
     * @throws IOException if the sealed keys cannot be stored
     */
    public PatientRegistration prepare(String json) throws IOException {
        Registration registration = verified(json);
        PatientRef patient = desk.patientOf(new SignupReference(registration.signupReferenceId()));
        KeyBundle bundle = KeyBundle.of(registration.sealedKeys());
        return new PatientRegistration(
                registration.address(),
                hospital.id(),
                hospital.blind(patient),
                bundle.digest(),
                thumbprint(registration.recipient()),
                bundles.put(bundle),
                chain.registry().nonceOf(registration.address()),
                Instant.ofEpochSecond(clock.instant().plus(SIGNATURE_LIFETIME).getEpochSecond()));
    }

    /**
     * Creates the patient's contracts.
     *
     * @param json the registration that {@link #prepare} has verified
     * @param request what {@link #prepare} gave
     * @param signature the wallet's signature over it
     * @return what has come into being
     * @throws OnboardingException.UnknownReference if the sign-up reference was used before
     * @throws OnboardingException.AlteredRequest if the request is not the one prepared for this registration
     * @throws com.patientory.chain.model.ContractRevertException if the owner did not sign exactly this; like any other
     *     failure of the chain it leaves the sign-up usable
     * @throws IOException if the sealed keys cannot be stored
     */
    public Registered complete(String json, PatientRegistration request, EcdsaSignature signature) throws IOException {
        Registration registration = verified(json);
        SignupReference signup = new SignupReference(registration.signupReferenceId());
        if (!running.add(signup.id())) {
            throw new OnboardingException.UnknownReference();
        }
        try {
            PatientRef patient = desk.patientOf(signup);
            if (!isFor(registration, patient, request)) {
                throw new OnboardingException.AlteredRequest();
            }
            // The chain is about to name the place: the bundle is put there again, in case it was lost since.
            if (!bundles.put(KeyBundle.of(registration.sealedKeys())).equals(request.keyBundleLocator())) {
                throw new OnboardingException.AlteredRequest();
            }
            OwnerContracts contracts = isDone(request)
                    ? chain.contractsOf(request.owner())
                    : chain.registry().register(payer, request, signature);
            // Last: a transaction that failed or timed out can be repeated with the same sign-up.
            PatientRef consumed = desk.complete(signup);
            return new Registered(consumed, contracts, registration.recipient());
        } finally {
            running.remove(signup.id());
        }
    }

    /** A transaction that timed out may have been included after all. */
    private boolean isDone(PatientRegistration request) {
        return chain.registry().isRegistered(request.owner())
                && chain.userOf(request.owner()).keyBundle().equals(request.keyBundle());
    }

    private boolean isFor(Registration registration, PatientRef patient, PatientRegistration request) {
        return request.owner().equals(registration.address())
                && request.hospital().equals(hospital.id())
                && request.patientId().equals(hospital.blind(patient))
                && request.keyBundle()
                        .equals(KeyBundle.of(registration.sealedKeys()).digest())
                && request.rsaThumbprint().equals(thumbprint(registration.recipient()));
    }

    private Registration verified(String json) {
        Registration registration = Registration.parse(json);
        RegistrationDomain domain = new RegistrationDomain(
                chain.config().chainId().value(), chain.registry().address());
        return registration.verify(registration.signupReferenceId(), domain);
    }

    /** RFC 7638: the key id is the SHA-256 in base64url. */
    private static ContentDigest thumbprint(Recipient recipient) {
        return ContentDigest.of(Base64.getUrlDecoder().decode(recipient.kid()));
    }
}
