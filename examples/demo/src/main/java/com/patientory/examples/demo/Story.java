package com.patientory.examples.demo;

import com.patientory.crypto.Mnemonic;
import com.patientory.examples.fhirserver.HospitalPatient;
import java.util.Map;

/** The story in its order. Each chapter is a class of its own and checks what it claims. */
final class Story {
    private final Options options;
    private final Workspace workspace;
    private final Narrator narrator;

    Story(Options options, Workspace workspace, Narrator narrator) {
        this.options = options;
        this.workspace = workspace;
        this.narrator = narrator;
    }

    void tell() throws Exception {
        narrator.say("One patient's records travel from a real EHR to a doctor's screen.");
        narrator.chapter("The network comes up");
        try (World world = new World(options, workspace.folder("stores"), narrator);
                Mnemonic words = Mnemonic.generate(world.random())) {
            introduce(world);
            HospitalPatient person = world.ehr().patients().get(0);
            try (OnboardingChapters onboarding = new OnboardingChapters(world, narrator);
                    Patient patient = onboarding.enrol(person, words)) {
                SyncChapter sync = new SyncChapter(world, workspace, narrator);
                sync.grantAndSync(patient);
                new NewPhoneChapter(world, workspace, narrator).restoreAndCompare(patient, words);
                DoctorChapter doctor = new DoctorChapter(world, workspace, narrator);
                doctor.shareAndRevoke(patient);
                new DisasterChapter(world, workspace, narrator).destroyAndRepair(patient);
                new AuditChapter(world, narrator).print(patient);
                new ArchiveChapter(world, workspace, narrator).handOver(patient, words);
                new MarketChapter(world, narrator).rentAndShare(patient);
                new CareChapter(world, narrator).forwardAndBreakTheGlass(patient);
                new RecoveryChapter(world, narrator).recover(patient);
                Map<String, String> secrets = Secrets.of(person, words, world);
                new HuntChapter(world, workspace, narrator).hunt(secrets);
            }
        }
        narrator.say("");
        narrator.say("%d claims checked, all held, in %.1f s.", narrator.claims(), narrator.elapsedSeconds());
    }

    private void introduce(World world) {
        narrator.say(
                "%s has %d patients at %s",
                World.HOSPITAL_NAME, world.ehr().patients().size(), world.ehr().baseUri());
        narrator.say(
                "chain %s at %s", world.chain().config().chainId(), world.node().uri());
        narrator.say("patient registry %s", world.chain().config().contracts().registry());
        narrator.say("hospital registry %s", world.chain().config().contracts().hospitals());
        narrator.say("PTOY %s", world.chain().config().contracts().ptoy());
        narrator.say("three copies of everything, each in its own region of %s", StorageNodes.REGIONS);
    }
}
