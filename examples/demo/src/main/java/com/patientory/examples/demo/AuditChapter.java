package com.patientory.examples.demo;

import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.VaultEvent;
import java.util.List;
import java.util.Map;

/** What the chain remembers: everybody can check it, nobody can rewrite it. */
final class AuditChapter {
    private final World world;
    private final Narrator narrator;

    AuditChapter(World world, Narrator narrator) {
        this.world = world;
        this.narrator = narrator;
    }

    void print(Patient patient) {
        narrator.chapter("The audit trail");
        List<VaultEvent> events = patient.device().vault().history();
        long files = count(events, VaultEvent.FileStored.class);
        for (VaultEvent event : events) {
            if (!(event instanceof VaultEvent.FileStored)) {
                narrator.say("block %3d  %s", event.position().block().number(), sentence(event, patient.directory()));
            }
        }
        narrator.say("and %d files stored by %s", files, World.HOSPITAL_NAME);
        narrator.claim(
                count(events, VaultEvent.AccessLogged.class) == 1 && count(events, VaultEvent.AccessRefused.class) == 3,
                "the doctor's one reading and her three refusals are in it");
        narrator.claim(
                files == world.ehr().documents(patient.atHospital().id()).size(),
                "as many files as the hospital holds documents: none was stored twice");
    }

    private static String sentence(VaultEvent event, Map<GranteeId, String> names) {
        if (event instanceof VaultEvent.Created e) {
            return "vault created for " + e.owner();
        } else if (event instanceof VaultEvent.Granted e) {
            return "granted " + e.grant().capabilities() + " to "
                    + name(e.grant().grantee(), names);
        } else if (event instanceof VaultEvent.Revoked e) {
            return "revoked the grant of " + name(e.grantee(), names);
        } else if (event instanceof VaultEvent.EnvelopeSet e) {
            return "new header for file " + e.file();
        } else if (event instanceof VaultEvent.AccessLogged e) {
            return "read by " + name(e.actor(), names) + ", purpose " + e.purpose() + ", file " + e.file();
        } else if (event instanceof VaultEvent.AccessRefused e) {
            return "refused to " + name(e.actor(), names) + ", reason " + e.reason() + ", file " + e.file();
        }
        return event.getClass().getSimpleName();
    }

    private static String name(GranteeId grantee, Map<GranteeId, String> names) {
        return names.getOrDefault(grantee, grantee.toString());
    }

    private static long count(List<VaultEvent> events, Class<? extends VaultEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }
}
