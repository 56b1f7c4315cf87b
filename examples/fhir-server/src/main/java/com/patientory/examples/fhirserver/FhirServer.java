package com.patientory.examples.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import com.patientory.examples.fhirserver.internal.content.Content;
import com.patientory.examples.fhirserver.internal.content.Imaging;
import com.patientory.examples.fhirserver.internal.content.Population;
import com.patientory.examples.fhirserver.internal.content.Population.Entry;
import com.patientory.examples.fhirserver.internal.content.Reports;
import com.patientory.examples.fhirserver.internal.rest.Filing;
import com.patientory.examples.fhirserver.internal.rest.Filing.Kind;
import com.patientory.examples.fhirserver.internal.rest.Host;
import com.patientory.examples.fhirserver.internal.rest.Records;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;

/**
 * A running FHIR R4 server with eight synthetic people, their records since 2022 and their documents: clinical notes
 * (text; the oldest of each person within its DocumentReference), a C-CDA summary, up to two laboratory reports as PDF,
 * and for the first person one large scan.
 *
 * <p>It listens on the loopback address only, in plain HTTP. Starting takes a few seconds, most of it HAPI's; nothing is
 * written to disk. Safe for many threads. Not promised: more of FHIR than the capability statement tells.
 */
public final class FhirServer implements AutoCloseable {
    private final Records records;
    private final Filing filing;
    private final Host host;
    private final List<HospitalPatient> patients;
    private final Clock clock;
    private final AtomicReference<Instant> lastChange = new AtomicReference<>(Instant.EPOCH);

    private FhirServer(Records records, Filing filing, Host host, List<HospitalPatient> patients, Clock clock) {
        this.records = records;
        this.filing = filing;
        this.host = host;
        this.patients = patients;
        this.clock = clock;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @param options how
     * @return the running server
     * @throws IOException if the archive cannot be read or the port is taken
     */
    public static FhirServer start(FhirServerOptions options) throws IOException {
        Records records = new Records(FhirContext.forR4Cached(), Population.load());
        Filing filing = new Filing(records);
        List<Patient> people = records.list("Patient").stream()
                .map(e -> records.parse(e, Patient.class))
                .toList();
        people.forEach(person -> fileReports(records, filing, person));
        fileImaging(filing, people.get(0), options.imagingSizeBytes());
        Host host = Host.start(records, options.port(), options.bearerToken());
        return new FhirServer(
                records, filing, host, people.stream().map(FhirServer::patient).toList(), options.clock());
    }

    /**
     * The base of the FHIR interface.
     *
     * @return such as {@code http://127.0.0.1:40123/fhir}, without a slash at its end
     */
    public URI baseUri() {
        return host.baseUri();
    }

    /**
     * The people. The first has the most documents and the scan; the last two share a telephone number.
     *
     * @return eight people, always in this order
     */
    public List<HospitalPatient> patients() {
        return patients;
    }

    /**
     * What the hospital holds of a person at this moment, straight from the source.
     *
     * @param patientId the logical id of the patient
     * @return the documents, oldest change first; empty for an unknown person
     */
    public List<SourceDocument> documents(String patientId) {
        return filing.of(patientId);
    }

    /**
     * Files a new document, whose last change is later than that of all before.
     *
     * @param patientId the logical id of the patient
     * @param title the title shown to people
     * @param contentType the MIME type
     * @param content the bytes
     * @return the document as filed
     * @throws IllegalArgumentException if there is no such patient
     */
    public SourceDocument addDocument(String patientId, String title, String contentType, byte[] content) {
        if (records.find("Patient", patientId).isEmpty()) {
            throw new IllegalArgumentException("no patient has this id");
        }
        // FHIR instants here have milliseconds: two documents must not share one, or a cursor would pass the second.
        Instant changed = lastChange.updateAndGet(last -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return now.isAfter(last) ? now : last.plusMillis(1);
        });
        return filing.file(
                UUID.randomUUID().toString(), patientId, Kind.NOTE, title, changed, Content.of(contentType, content));
    }

    /** Stops to listen and gives the port back. */
    @Override
    public void close() {
        host.close();
    }

    private static void fileReports(Records records, Filing filing, Patient person) {
        String id = person.getIdElement().getIdPart();
        List<Observation> laboratory = records.list("Observation").stream()
                .filter(e -> e.patientId().equals(id) && isLaboratory(e))
                .map(e -> records.parse(e, Observation.class))
                .toList();
        for (Reports.Report report : Reports.of(person, laboratory)) {
            String name = "report:" + id + ":" + report.day();
            filing.file(name, id, Kind.LABORATORY, "Laboratory report " + report.day(), report.issued(), report.pdf());
        }
    }

    private static boolean isLaboratory(Entry entry) {
        return entry.json().contains("\"code\":\"laboratory\"");
    }

    private static void fileImaging(Filing filing, Patient person, long sizeBytes) {
        String id = person.getIdElement().getIdPart();
        String name = person.getNameFirstRep().getFamily() + "^"
                + person.getNameFirstRep().getGiven().get(0);
        filing.file(
                "imaging:" + id,
                id,
                Kind.IMAGING,
                "CT of the chest",
                Instant.parse("2026-09-01T00:00:00Z"),
                Imaging.of(name, id, sizeBytes));
    }

    private static HospitalPatient patient(Patient person) {
        String recordNumber = person.getIdentifier().stream()
                .filter(i -> "MR".equals(i.getType().getCodingFirstRep().getCode()))
                .findFirst()
                .orElseThrow()
                .getValue();
        return new HospitalPatient(
                person.getIdElement().getIdPart(),
                recordNumber,
                person.getNameFirstRep().getGiven().get(0).getValue(),
                person.getNameFirstRep().getFamily(),
                java.time.LocalDate.parse(person.getBirthDateElement().getValueAsString()),
                person.getGender().toCode(),
                person.getTelecom().stream()
                        .filter(c -> c.getSystem() == ContactPointSystem.PHONE)
                        .map(ContactPoint::getValue)
                        .toList());
    }
}
