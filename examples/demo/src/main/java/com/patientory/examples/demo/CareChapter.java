package com.patientory.examples.demo;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Access that the patient does not give himself: passed on by a doctor, or taken in an emergency. */
final class CareChapter {
    private static final Set<Capability> READ = EnumSet.of(Capability.READ);
    private static final Set<Capability> READ_AND_FORWARD = EnumSet.of(Capability.READ, Capability.FORWARD);

    private final World world;
    private final Narrator narrator;

    CareChapter(World world, Narrator narrator) {
        this.world = world;
        this.narrator = narrator;
    }

    void forwardAndBreakTheGlass(Patient patient) {
        try (Person doctor = new Person("Dr. Noor Khan", world, narrator);
                Person specialist = new Person("Dr. Ivo Brandt", world, narrator)) {
            Map<GranteeId, String> known = Map.of(
                    GranteeId.ofAccount(patient.device().address()),
                    "the patient",
                    specialist.grantee(),
                    specialist.name());
            patient.meets(doctor.grantee(), doctor.name());
            patient.meets(specialist.grantee(), specialist.name());
            forward(patient, doctor, specialist, known);
            breakTheGlass(patient, specialist, known);
        }
    }

    private void forward(Patient patient, Person doctor, Person specialist, Map<GranteeId, String> known) {
        narrator.chapter("A doctor passes a part of her grant on");
        FileVaultContract vault = patient.device().vault();
        FileId file = vault.files().get(0).id();
        Scope scope = Scope.of(file);
        Instant expiry = world.chain().now().plus(Duration.ofDays(7));
        patient.approves(vault.prepareGrant(scope, doctor.grantee(), READ_AND_FORWARD, expiry));
        narrator.refused(
                ContractRevertException.class,
                "passing on more than she has",
                () -> vault.guest()
                        .prepareForward(
                                doctor.address(), scope, specialist.grantee(), EnumSet.of(Capability.SUBMIT), expiry));
        doctor.approves(
                vault.guest().prepareForward(doctor.address(), scope, specialist.grantee(), READ, expiry), known);
        narrator.claim(vault.canRead(specialist.grantee(), file), "the specialist may read that one file");
        patient.approves(vault.prepareRevoke(scope, doctor.grantee()));
        narrator.claim(!vault.canRead(specialist.grantee(), file), "with her grant, what she passed on has ended");
    }

    private void breakTheGlass(Patient patient, Person clinician, Map<GranteeId, String> known) {
        narrator.chapter("An emergency: a clinician breaks the glass");
        FileVaultContract vault = patient.device().vault();
        FileId file = vault.files().get(0).id();
        ContentDigest reason = ContentDigest.of(FileId.random(world.random()).bytes());
        Duration hours = Duration.ofHours(4);
        narrator.refused(
                ContractRevertException.class,
                "breaking the glass without a hospital's attestation",
                () -> vault.guest().prepareBreakGlass(clinician.address(), reason, hours));
        world.chain()
                .hospitals()
                .attestClinician(
                        world.operator(),
                        world.hospital(),
                        clinician.address(),
                        world.chain().now().plus(Duration.ofDays(30)));
        clinician.approves(vault.guest().prepareBreakGlass(clinician.address(), reason, hours), known);
        narrator.claim(vault.canRead(clinician.grantee(), file), "the clinician may read, until four hours are over");
        patient.approves(vault.prepareBreakGlassPolicy(false));
        narrator.claim(!vault.canRead(clinician.grantee(), file), "the patient has forbidden it: it ended at once");
        narrator.refused(
                ContractRevertException.class,
                "breaking the glass against the patient's will",
                () -> vault.guest().prepareBreakGlass(clinician.address(), reason, hours));
    }
}
