package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.fhir.SiteClient.Question;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrRefusedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Opens the content of an attachment: raw, wrapped in a JSON Binary, or inside the DocumentReference. */
final class AttachmentOpener {
    private static final int PEEK_BYTES = 2048;
    private static final Pattern JSON_BINARY =
            Pattern.compile("\\s*\\{\\s*\"resourceType\"\\s*:\\s*\"Binary\".*", Pattern.DOTALL);
    private static final Pattern XML_BINARY =
            Pattern.compile(".*<Binary\\s[^>]*http://hl7\\.org/fhir.*", Pattern.DOTALL);

    private final SiteClient client;
    private final JsonReader json;
    private final long maxBytes;

    AttachmentOpener(SiteClient client, JsonReader json, long maxBytes) {
        this.client = client;
        this.json = json;
        this.maxBytes = maxBytes;
    }

    InputStream open(DocumentRef document) throws EhrException, InterruptedException {
        DocumentRef.Content content = document.content();
        if (content.sizeBytes() > maxBytes) {
            throw new EhrProtocolException(Violation.TOO_LARGE);
        }
        String locator = content.locator();
        InputStream bytes;
        if (locator.startsWith(DocumentReader.URL)) {
            bytes = fetch(locator.substring(DocumentReader.URL.length()), content.contentType());
        } else if (locator.startsWith(DocumentReader.INLINE)) {
            bytes = inline(document, locator.substring(DocumentReader.INLINE.length()));
        } else {
            throw new EhrProtocolException(Violation.UNSUPPORTED);
        }
        return new VerifyingStream(bytes, content, maxBytes);
    }

    private InputStream fetch(String link, String declared) throws EhrException, InterruptedException {
        URI uri = client.address().resolve(link);
        try {
            return fetch(uri, declared, MediaTypes.accept(declared));
        } catch (EhrRefusedException e) {
            if (e.status() == 406) {
                return fetch(uri, declared, "*/*");
            }
            throw e;
        }
    }

    private InputStream fetch(URI uri, String declared, String accept) throws EhrException, InterruptedException {
        return client.get(new Question(uri, accept, "GET attachment"), (sent, body) -> {
            try {
                return unwrapped(declared, sent, body);
            } catch (IOException e) {
                body.close();
                throw e;
            }
        });
    }

    private static InputStream unwrapped(String declared, String sent, InputStream body) throws IOException {
        if (MediaTypes.isJson(sent) && !MediaTypes.isJson(declared)) {
            return new WrappedBinary(body);
        }
        if (!MediaTypes.compatible(declared, sent)) {
            throw new EhrProtocolException(Violation.CONTENT_TYPE);
        }
        if (!MediaTypes.isJson(sent) && !MediaTypes.isXml(sent)) {
            return body;
        }
        BufferedInputStream peekable = new BufferedInputStream(body, 64 << 10);
        peekable.mark(PEEK_BYTES);
        String beginning = new String(peekable.readNBytes(PEEK_BYTES), StandardCharsets.UTF_8);
        peekable.reset();
        if (MediaTypes.isXml(sent) && XML_BINARY.matcher(beginning).matches()) {
            throw new EhrProtocolException(Violation.UNSUPPORTED);
        }
        boolean wrapped =
                MediaTypes.isJson(sent) && JSON_BINARY.matcher(beginning).matches();
        return wrapped ? new WrappedBinary(peekable) : peekable;
    }

    private InputStream inline(DocumentRef document, String place) throws EhrException, InterruptedException {
        int slash = place.indexOf('/');
        String id = place.substring(0, slash);
        URI uri = client.address().resolve("DocumentReference/" + id);
        JsonNode resource = client.get(new Question(uri, JsonReader.FHIR_JSON, "GET DocumentReference/…"), json::read);
        if (!DocumentReader.version(resource).equals(document.version())
                || !Json.text(resource, "id").equals(id)) {
            throw new EhrProtocolException(Violation.VERSION_MISMATCH);
        }
        JsonNode content = resource.path("content").path(Integer.parseInt(place.substring(slash + 1)));
        try {
            // FHIR's base64Binary may hold line breaks.
            String data = Json.text(content.path("attachment"), "data");
            return new ByteArrayInputStream(Base64.getDecoder().decode(data.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
    }
}
