package com.patientory.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Grants and removes until it is killed. */
public final class GrantForeverMain {
    private GrantForeverMain() {}

    public static void main(String[] arguments) throws IOException {
        RecordFile file = RecordFile.open(Paths.get(arguments[0]));
        Path keys = Paths.get(arguments[1]);
        try (RecipientKey patient = RecipientKey.parse(Files.readString(keys.resolve("patient")));
                RecipientKey doctor = RecipientKey.parse(Files.readString(keys.resolve("doctor")))) {
            System.out.println("ready");
            while (true) {
                file.grant(patient, doctor.recipient());
                file.remove(patient, doctor.recipient().kid());
            }
        }
    }
}
