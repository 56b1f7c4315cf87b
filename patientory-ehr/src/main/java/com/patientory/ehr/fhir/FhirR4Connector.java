package com.patientory.ehr.fhir;

import com.patientory.ehr.fhir.SiteClient.Question;
import com.patientory.ehr.spi.Capabilities;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Connects to an HL7 FHIR R4 (4.0.1) REST server.
 *
 * <p>Patients are found by identifier, by name and birth date, or by phone in all its spellings at once. Documents are
 * DocumentReferences; one with several attachments counts as several documents. Content is read raw, from a Binary
 * wrapped in JSON, or from the DocumentReference itself. An answer 429 or any from 500 on, a broken connection and a
 * cut-off page are tried again, up to six times within the deadline.
 *
 * <p>Not promised: a Binary that a server sends wrapped in FHIR's XML is refused, never taken for the document; a
 * deletion that leaves no trace in the listing is seen only by a full listing.
 */
public final class FhirR4Connector implements EhrConnector {
    private final FhirSite site;
    private final SiteClient client;
    private final JsonReader json;
    private final PatientFinder finder;
    private final DocumentLister lister;
    private final AttachmentOpener opener;
    private volatile @Nullable Capabilities known;

    FhirR4Connector(FhirSite site, Clock clock, Pauses pauses) {
        this.site = site;
        this.client = new SiteClient(site, pauses);
        this.json = new JsonReader(site.limits().maxPageBytes());
        this.finder = new PatientFinder(client, json, site.callingCode(), clock);
        this.lister = new DocumentLister(client, json, site, clock);
        this.opener = new AttachmentOpener(client, json, site.limits().maxDocumentBytes());
    }

    /**
     * Makes a connector; nothing is sent before the first call.
     *
     * @param site where and how
     * @return the connector
     */
    public static FhirR4Connector of(FhirSite site) {
        Clock clock = Clock.systemUTC();
        return new FhirR4Connector(site, clock, new Pauses(clock, new SecureRandom(), t -> Thread.sleep(t.toMillis())));
    }

    @Override
    public String id() {
        return site.id();
    }

    @Override
    public Capabilities capabilities() throws EhrException, InterruptedException {
        Capabilities read = known;
        if (read == null) {
            Question question =
                    new Question(client.address().resolve("metadata"), JsonReader.FHIR_JSON, "GET metadata");
            read = CapabilityReader.read(client.get(question, json::read));
            known = read;
        }
        return read;
    }

    @Override
    public PatientLookup findPatients(PatientQuery query) throws EhrException, InterruptedException {
        return finder.find(query, capabilities().patientSearches());
    }

    @Override
    public ChangePage listChanges(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException {
        return lister.list(patient, cursor);
    }

    @Override
    public InputStream open(DocumentRef document) throws EhrException, InterruptedException {
        return opener.open(document);
    }

    @Override
    public void close() {
        client.close();
    }
}
