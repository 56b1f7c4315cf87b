package com.patientory.examples.demo;

import com.patientory.crypto.Mnemonic;
import com.patientory.examples.fhirserver.HospitalPatient;
import com.patientory.examples.fhirserver.Markers;
import com.patientory.examples.fhirserver.SourceDocument;
import java.util.LinkedHashMap;
import java.util.Map;

/** What must be found nowhere but with the patient and the hospital's record system, by the name to report it under. */
final class Secrets {
    private Secrets() {}

    static Map<String, String> of(HospitalPatient person, Mnemonic words, World world) {
        Map<String, String> secrets = new LinkedHashMap<>();
        int marker = 0;
        for (String text : Markers.all()) {
            secrets.put("content marker " + ++marker, text);
        }
        secrets.put("twelve words", new String(words.revealSentence()));
        secrets.put("record number", person.medicalRecordNumber());
        secrets.put("patient id", person.id());
        secrets.put("full name", person.given() + " " + person.family());
        for (String phone : person.phones()) {
            secrets.put("phone as the hospital spells it", phone);
            String digits = phone.replaceAll("\\D", "");
            secrets.put("phone digits", digits.substring(Math.max(0, digits.length() - 10)));
        }
        secrets.put("access token", world.token());
        int title = 0;
        for (SourceDocument document : world.ehr().documents(person.id())) {
            secrets.put("document title " + ++title, document.title());
            secrets.put("document id " + title, document.id());
        }
        return secrets;
    }
}
