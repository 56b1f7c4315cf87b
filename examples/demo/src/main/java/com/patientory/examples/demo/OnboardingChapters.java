package com.patientory.examples.demo;

import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.Registration;
import com.patientory.crypto.WalletKey;
import com.patientory.crypto.error.MnemonicException;
import com.patientory.crypto.error.RegistrationException;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.examples.fhirserver.HospitalPatient;
import com.patientory.examples.hospital.BlindedIds;
import com.patientory.examples.hospital.HospitalDirectory;
import com.patientory.examples.onboarding.AdmittingHospital;
import com.patientory.examples.onboarding.KeyBundle;
import com.patientory.examples.onboarding.OnboardingException;
import com.patientory.examples.onboarding.Registrar;
import com.patientory.examples.onboarding.RegistrationDesk;
import com.patientory.examples.onboarding.RegistrationReference;
import com.patientory.examples.onboarding.SignupReference;
import com.patientory.examples.patient.PatientDevice;
import com.patientory.storage.BlobContent;
import com.patientory.storage.Transfers;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** From a phone number to contracts that the patient's device owns. */
final class OnboardingChapters implements AutoCloseable {
    private static final int NORTH_AMERICA = 1;
    private static final PhoneNumber NOBODYS = PhoneNumber.parse("+12025550100");
    private static final long PATIENCE_SECONDS = 30;

    private final World world;
    private final Narrator narrator;
    private final ExecutorService lookups = Executors.newSingleThreadExecutor();
    private final BlockingQueue<String> textMessages = new LinkedBlockingQueue<>();
    private final List<PhoneNumber> texted = new CopyOnWriteArrayList<>();
    private final RegistrationDesk desk;
    private final Registrar registrar;

    OnboardingChapters(World world, Narrator narrator) {
        this.world = world;
        this.narrator = narrator;
        this.desk = new RegistrationDesk(
                new HospitalDirectory(world.connector()),
                (phone, otp) -> {
                    texted.add(phone);
                    textMessages.add(otp);
                },
                lookups,
                Clock.systemUTC(),
                world.random());
        this.registrar =
                new Registrar(desk, world.chain(), world.operator(), hospital(), this::keep, Clock.systemUTC());
    }

    /** The whole way in. */
    Patient enrol(HospitalPatient person, Mnemonic words) throws Exception {
        SignupReference signup = provePhone(PhoneNumber.parse(person.phones().get(0), NORTH_AMERICA));
        PatientDevice device = makeKeys(words);
        return register(device, words, signup);
    }

    private SignupReference provePhone(PhoneNumber phone) throws InterruptedException {
        narrator.chapter("A phone number is looked up at the hospital");
        RegistrationReference unknown = desk.begin(NOBODYS);
        RegistrationReference known = desk.begin(phone);
        narrator.claim(
                known.id().length() == unknown.id().length(),
                "a known and an unknown number get the same kind of answer: registration_reference_id %s",
                known.id());
        String otp = textMessages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        narrator.claim(
                otp != null && textMessages.isEmpty() && texted.equals(List.of(phone)),
                "one text message went out: to the number that is known");
        String guess = "000000".equals(otp) ? "000001" : "000000";
        narrator.refused(OnboardingException.WrongOtp.class, "a guessed password", () -> desk.verify(known, guess));
        SignupReference signup = desk.verify(known, otp);
        narrator.say("the right one gives signup_reference_id %s", signup.id());
        narrator.refused(OnboardingException.ReusedOtp.class, "the same password again", () -> desk.verify(known, otp));
        return signup;
    }

    private PatientDevice makeKeys(Mnemonic words) throws Exception {
        narrator.chapter("Twelve words on the phone");
        narrator.refused(
                MnemonicException.UnknownWord.class,
                "a mistyped word",
                () -> Mnemonic.parse(
                        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abuot"));
        narrator.refused(
                MnemonicException.Checksum.class,
                "a wrong last word",
                () -> Mnemonic.parse(
                        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"));
        PatientDevice device = narrator.timed(
                "wallet and RSA-3072 key derived", () -> PatientDevice.from(words, world.chain(), world.store()));
        narrator.say("wallet %s", device.address());
        narrator.say("key %s", device.recipient().kid());
        return device;
    }

    private Patient register(PatientDevice device, Mnemonic words, SignupReference signup) throws Exception {
        narrator.chapter("The registration is verified, User and FileVault are created");
        String json = narrator.timed("keys sealed and registration signed", () -> device.register(words, signup.id()));
        refuseForgeries(device, json);
        PatientRegistration request = registrar.prepare(json);
        try (WalletKey stranger = WalletKey.generate(world.random())) {
            narrator.refused(
                    ContractRevertException.class,
                    "a registration that the patient did not sign",
                    () -> world.chain()
                            .registry()
                            .register(
                                    world.operator(),
                                    request,
                                    stranger.sign(request.digest(
                                            world.chain().config().chainId(),
                                            world.chain().registry().address()))));
        }
        ContentDigest sent = KeyBundle.of(Registration.parse(json).sealedKeys()).digest();
        Registrar.Registered done = registrar.complete(json, request, device.sign(request, world.hospital(), sent));
        narrator.say("User      %s", done.contracts().user());
        narrator.say("FileVault %s", done.contracts().vault());
        narrator.claim(
                world.chain().userOf(device.address()).owner().equals(device.address())
                        && device.vault().owner().equals(device.address()),
                "both belong to the phone's wallet");
        narrator.claim(
                world.chain().userOf(device.address()).keyBundle().equals(request.keyBundle()),
                "the User contract holds the digest of the sealed keys at %s",
                request.keyBundleLocator());
        narrator.refused(
                OnboardingException.UnknownReference.class,
                "the same registration once more",
                () -> registrar.prepare(json));
        return new Patient(device, done.patient(), world.chain(), narrator);
    }

    private void refuseForgeries(PatientDevice device, String json) {
        try (Mnemonic others = Mnemonic.generate(world.random());
                PatientDevice attacker = PatientDevice.from(others, world.chain(), world.store())) {
            String theirs = attacker.recipient().toJwk();
            String ours = device.recipient().toJwk();
            String forged = json.replace(modulus(ours), modulus(theirs));
            narrator.expect(!forged.equals(json), "the key stands in the registration");
            narrator.refused(
                    RegistrationException.class,
                    "a registration into which an attacker has put a key of his own",
                    () -> registrar.prepare(forged));
        }
    }

    private static String modulus(String jwk) {
        int start = jwk.indexOf("\"n\":\"") + "\"n\":\"".length();
        return jwk.substring(start, jwk.indexOf('"', start));
    }

    private AdmittingHospital hospital() {
        BlindedIds ids = BlindedIds.withNewKey(world.random());
        return new AdmittingHospital() {
            @Override
            public GranteeId id() {
                return world.hospital();
            }

            @Override
            public BlindedPatientId blind(PatientRef patient) {
                return ids.blind(patient);
            }
        };
    }

    private String keep(KeyBundle bundle) throws IOException {
        return "ipfs://"
                + Transfers.await(world.store().put(BlobContent.copyOf(bundle.bytes())))
                        .cid();
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
