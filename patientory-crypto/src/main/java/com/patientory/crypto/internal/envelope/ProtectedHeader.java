package com.patientory.crypto.internal.envelope;

import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The part of the header that every recipient's tag covers, the list of recipients included: a plain JWE lets anyone
 * strip or add one unnoticed.
 */
final class ProtectedHeader {
    static final String ENC = "A256GCM";

    private final String encoded;
    private final List<String> kids;

    private ProtectedHeader(String encoded, List<String> kids) {
        this.encoded = encoded;
        this.kids = kids;
    }

    static ProtectedHeader of(EnvelopeFormat format, List<String> kids) {
        byte[] json = JsonObject.builder()
                .put("enc", ENC)
                .putStrings("kids", kids)
                .put("typ", format.typ())
                .build()
                .toCanonicalBytes();
        return new ProtectedHeader(Base64Url.encode(json), kids);
    }

    static ProtectedHeader parse(EnvelopeFormat format, String encoded) {
        byte[] json = Base64Url.decode(format.name(), encoded);
        JsonObject header = JsonObject.parse(format.name(), json, EnvelopeJwe.MAX_BYTES);
        for (String refused : new String[] {"crit", "zip"}) {
            if (header.has(refused)) {
                throw new UnsupportedException(format.name() + " " + refused, "present", "absent");
            }
        }
        // First: a later version may have other members.
        expect(format.name() + " typ", header.string("typ"), format.typ());
        header.exactly("enc", "kids", "typ");
        expect(format.name() + " enc", header.string("enc"), ENC);
        return new ProtectedHeader(encoded, header.strings("kids"));
    }

    private static void expect(String field, String found, String supported) {
        if (!found.equals(supported)) {
            throw new UnsupportedException(field, found, supported);
        }
    }

    String encoded() {
        return encoded;
    }

    /** The additional authenticated data of RFC 7516 section 5.1, step 14. */
    byte[] aad() {
        return encoded.getBytes(StandardCharsets.US_ASCII);
    }

    List<String> kids() {
        return kids;
    }
}
