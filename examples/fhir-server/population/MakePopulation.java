import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns Synthea's output folder into the archive that the FHIR server loads. Run by make-population.sh, with Gson from
 * Synthea's class path.
 */
public final class MakePopulation {
    private static final String LOINC = "http://loinc.org";
    private static final String CDA_MARKER = "PATIENTORY-CANARY-CCDA-5d1f0c7e";
    private static final String NOTE_MARKER = "PATIENTORY-CANARY-NOTE-a94be260";

    /** Numbers reserved for fiction, each spelled as some clerk would; the last two people share a land line. */
    private static final List<String> PHONES = List.of(
            "(617) 555-0101",
            "+1 617 555 0102",
            "617.555.0103",
            "617-555-0104",
            "6175550105",
            "+16175550106",
            "+1-617-555-0107",
            "+1-617-555-0107");
    private static final String OWN_MOBILE_OF_THE_LAST = "(617)555-0108";

    private final Map<String, String> references = new HashMap<>();
    private final Map<String, JsonObject> shared = new TreeMap<>();
    private final TreeSet<String> sharedInUse = new TreeSet<>();
    private final PopulationArchive archive = new PopulationArchive();

    public static void main(String[] args) throws Exception {
        new MakePopulation().run(Path.of(args[0]), Path.of(args[1]));
    }

    private void run(Path synthea, Path target) throws Exception {
        List<List<JsonObject>> people = new ArrayList<>();
        for (Path bundle : sorted(synthea.resolve("fhir"))) {
            List<JsonObject> content = register(bundle);
            if (content.stream().anyMatch(r -> Fhir.type(r).equals("Patient"))) {
                people.add(content);
            } else {
                content.forEach(r -> shared.put(Fhir.type(r) + "/" + Fhir.id(r), r));
            }
        }
        people.sort(Comparator.<List<JsonObject>>comparingLong(MakePopulation::documents)
                .reversed()
                .thenComparing(person -> Fhir.id(patient(person))));
        Map<String, Path> clinicalDocuments = sorted(synthea.resolve("ccda")).stream()
                .collect(Collectors.toMap(MakePopulation::patientIdIn, Function.identity()));
        for (int i = 0; i < people.size(); i++) {
            addPerson(people.get(i), i, clinicalDocuments.get(Fhir.id(patient(people.get(i)))));
        }
        for (String reference : sharedInUse) {
            add(shared.get(reference), "-", Fhir.REFERENCE);
        }
        archive.write(target);
    }

    // ---- reading ----

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String patientIdIn(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('_') + 1, name.length() - ".xml".length());
    }

    private List<JsonObject> register(Path bundle) throws IOException {
        List<JsonObject> content = new ArrayList<>();
        for (JsonElement e : JsonParser.parseString(Files.readString(bundle))
                .getAsJsonObject()
                .getAsJsonArray("entry")) {
            JsonObject resource = e.getAsJsonObject().getAsJsonObject("resource");
            if (Fhir.type(resource).equals("PractitionerRole")) {
                continue;
            }
            String target = Fhir.type(resource) + "/" + Fhir.id(resource);
            references.put(e.getAsJsonObject().get("fullUrl").getAsString(), target);
            if (resource.has("identifier")) {
                for (JsonElement i : resource.getAsJsonArray("identifier")) {
                    JsonObject identifier = i.getAsJsonObject();
                    references.put(
                            Fhir.type(resource) + "?identifier=" + Fhir.text(identifier, "system") + "|"
                                    + Fhir.text(identifier, "value"),
                            target);
                }
            }
            content.add(resource);
        }
        return content;
    }

    // ---- one person ----

    private void addPerson(List<JsonObject> person, int number, Path clinicalDocument) throws Exception {
        JsonObject patient = patient(person);
        telecom(patient, number);
        JsonObject oldestNote = person.stream()
                .filter(r -> Fhir.type(r).equals("DocumentReference"))
                .min(Comparator.comparing(r -> OffsetDateTime.parse(Fhir.text(r, "date"))))
                .orElseThrow();
        Map<String, JsonObject> attachments = new HashMap<>();
        for (JsonObject r : person) {
            if (Fhir.type(r).equals("DocumentReference")) {
                JsonObject attachment = note(r, Fhir.id(patient), r == oldestNote);
                attachments.put(Fhir.text(r.getAsJsonArray("identifier").get(0).getAsJsonObject(), "value"), attachment);
            }
        }
        for (JsonObject r : person) {
            if (Fhir.type(r).equals("DiagnosticReport") && r.has("presentedForm")) {
                JsonArray form = new JsonArray();
                form.add(attachments.get("urn:uuid:" + Fhir.id(r)));
                r.add("presentedForm", form);
            }
        }
        for (JsonObject r : person) {
            add(r, Fhir.id(patient), Fhir.lastChange(r));
        }
        addClinicalDocument(patient, clinicalDocument);
    }

    private static void telecom(JsonObject patient, int number) {
        boolean shares = number >= PHONES.size() - 2;
        JsonArray telecom = new JsonArray();
        telecom.add(contact("phone", PHONES.get(number), shares ? "home" : "mobile"));
        if (number == PHONES.size() - 1) {
            telecom.add(contact("phone", OWN_MOBILE_OF_THE_LAST, "mobile"));
        }
        telecom.add(contact("email", "person" + (number + 1) + "@example.com", "home"));
        patient.add("telecom", telecom);
    }

    private static JsonObject contact(String system, String value, String use) {
        JsonObject contact = new JsonObject();
        contact.addProperty("system", system);
        contact.addProperty("value", value);
        contact.addProperty("use", use);
        return contact;
    }

    /** A note's text leaves the resource and becomes a Binary, except the oldest, which shows data within. */
    private JsonObject note(JsonObject reference, String patientId, boolean inline) throws Exception {
        // Synthea calls all but the last note superseded, though each tells of its own encounter.
        reference.addProperty("status", "current");
        JsonObject attachment = reference
                .getAsJsonArray("content")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("attachment");
        byte[] text = (new String(Base64.getDecoder().decode(Fhir.text(attachment, "data")), StandardCharsets.UTF_8).strip()
                        + "\n\n" + NOTE_MARKER + "\n")
                .getBytes(StandardCharsets.UTF_8);
        attachment.remove("data");
        if (inline) {
            attachment.addProperty("data", Base64.getEncoder().encodeToString(text));
        } else {
            attachment.addProperty("url", "Binary/" + archive.binary("note:" + Fhir.id(reference), patientId, Fhir.text(attachment, "contentType"), text));
        }
        describe(attachment, text, Fhir.text(coding(reference), "display"), Fhir.text(reference, "date"));
        return attachment.deepCopy();
    }

    private static void describe(JsonObject attachment, byte[] content, String title, String date) throws Exception {
        attachment.addProperty("size", content.length);
        attachment.addProperty(
                "hash",
                Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(content)));
        attachment.addProperty("title", title);
        attachment.addProperty("creation", date);
    }

    private static JsonObject coding(JsonObject reference) {
        return reference
                .getAsJsonObject("type")
                .getAsJsonArray("coding")
                .get(0)
                .getAsJsonObject();
    }

    private void addClinicalDocument(JsonObject patient, Path file) throws Exception {
        String end = "</ClinicalDocument>";
        String xml = Files.readString(file).strip();
        if (!xml.endsWith(end)) {
            throw new IllegalStateException("not a C-CDA document: " + file);
        }
        byte[] content = (xml.substring(0, xml.length() - end.length()) + "<!-- " + CDA_MARKER + " -->\n" + end + "\n")
                .getBytes(StandardCharsets.UTF_8);
        String binary = archive.binary("ccda:" + Fhir.id(patient), patient.get("id").getAsString(), "application/xml", content);
        JsonObject reference = JsonParser.parseString("""
                {"resourceType": "DocumentReference", "id": "%s", "meta": {"profile":
                 ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-documentreference"]},
                 "status": "current",
                 "type": {"coding": [{"system": "%s", "code": "34133-9", "display": "Summary of episode note"}]},
                 "category": [{"coding": [{"system":
                 "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
                 "code": "clinical-note", "display": "Clinical Note"}]}],
                 "subject": {"reference": "Patient/%s"}, "date": "%s",
                 "content": [{"attachment": {"contentType": "application/xml", "url": "Binary/%s"}, "format":
                 {"system": "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
                 "code": "urn:hl7-org:sdwg:ccda-structuredBody:2.1", "display": "For documents following C-CDA 2.1"}}]}
                """.formatted(
                        UUID.nameUUIDFromBytes(("ccda-reference:" + Fhir.id(patient)).getBytes(StandardCharsets.UTF_8)),
                        LOINC,
                        Fhir.id(patient),
                        Fhir.REFERENCE,
                        binary)).getAsJsonObject();
        JsonObject attachment = reference
                .getAsJsonArray("content")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("attachment");
        describe(attachment, content, "C-CDA summary", Fhir.REFERENCE.toString());
        add(reference, Fhir.id(patient), Fhir.REFERENCE);
    }

    // ---- every resource ----

    private void add(JsonObject resource, String patientId, Instant lastChange) {
        resolve(resource);
        JsonObject meta = resource.has("meta") ? resource.getAsJsonObject("meta") : new JsonObject();
        meta.addProperty("versionId", "1");
        meta.addProperty("lastUpdated", lastChange.toString());
        resource.add("meta", meta);
        archive.add(resource, patientId, lastChange);
    }

    private void resolve(JsonElement element) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(this::resolve);
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("reference") && object.get("reference").isJsonPrimitive()) {
                String from = Fhir.text(object, "reference");
                if (!from.startsWith("Patient/")) {
                    String to = references.get(from);
                    if (to == null) {
                        throw new IllegalStateException("points nowhere: " + from);
                    }
                    object.addProperty("reference", to);
                    if (shared.containsKey(to)) {
                        sharedInUse.add(to);
                    }
                }
            }
            object.entrySet().forEach(member -> resolve(member.getValue()));
        }
    }

    private static long documents(List<JsonObject> person) {
        return person.stream().filter(r -> Fhir.type(r).equals("DocumentReference")).count();
    }

    private static JsonObject patient(List<JsonObject> person) {
        return person.stream().filter(r -> Fhir.type(r).equals("Patient")).findFirst().orElseThrow();
    }
}
