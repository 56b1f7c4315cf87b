package com.patientory.ehr.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Writes the simulator's resources. */
final class SimulatorResources {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulatorResources() {}

    static ObjectNode patient(SimulatedPatient patient) {
        ObjectNode node = JSON.createObjectNode().put("resourceType", "Patient").put("id", patient.id());
        node.putArray("identifier").addObject().put("system", "urn:mrn").put("value", patient.id());
        ObjectNode name = node.putArray("name").addObject().put("family", patient.family());
        name.putArray("given").add(patient.given());
        node.put("birthDate", patient.birthDate());
        ArrayNode telecom = node.putArray("telecom");
        for (String phone : patient.phones()) {
            ObjectNode contact = telecom.addObject().put("system", "phone").put("value", phone.replace("old:", ""));
            contact.put("use", phone.startsWith("old:") ? "old" : "mobile");
        }
        return node;
    }

    static ObjectNode documentReference(SimulatedDocument document) {
        ObjectNode node = JSON.createObjectNode()
                .put("resourceType", "DocumentReference")
                .put("id", document.id())
                .put("status", document.status());
        node.putObject("meta")
                .put("versionId", Integer.toString(document.version()))
                .put("lastUpdated", document.lastUpdated().toString());
        node.putObject("subject").put("reference", "Patient/" + document.patientId());
        node.putObject("type")
                .put("text", "Note")
                .putArray("coding")
                .addObject()
                .put("system", "http://loinc.org")
                .put("code", "34133-9");
        ObjectNode attachment = node.putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", document.contentType())
                .put("title", "Title of " + document.id());
        if (document.delivery() == SimulatedDocument.Delivery.INLINE) {
            attachment.put("data", Base64.getEncoder().encodeToString(bytes(document)));
        } else {
            attachment
                    .put("url", "Binary/" + document.id())
                    .put("size", document.content().sizeBytes())
                    .put(
                            "hash",
                            Base64.getEncoder()
                                    .encodeToString(document.content().hash("SHA-1")));
        }
        return node;
    }

    private static byte[] bytes(SimulatedDocument document) {
        try (InputStream in = document.content().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
