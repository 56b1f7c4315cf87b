package com.patientory.crypto.testkit;

import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One file of {@code vectors/}: what a reader is given, and the one outcome that is right. */
public final class FormatCase {
    private static final int MAX_BYTES = 512 * 1024;

    private final JsonObject file;

    private FormatCase(JsonObject file) {
        this.file = file.exactly("case", "why", "input", "outcome");
    }

    /** All cases, as the index lists them. */
    public static List<FormatCase> all() throws IOException {
        List<FormatCase> cases = new ArrayList<>();
        for (String name : json("index.json").exactly("cases").strings("cases")) {
            FormatCase each = new FormatCase(json(name + ".json"));
            if (!each.name().equals(name)) {
                throw new IllegalStateException(name + " calls itself " + each.name());
            }
            cases.add(each);
        }
        return cases;
    }

    /** The private key {@code keys/NAME.json} as the text of a JWK. */
    public static String privateJwk(String name) throws IOException {
        return json("keys/" + name + ".json").toCanonicalString();
    }

    private static JsonObject json(String path) throws IOException {
        try (InputStream in = FormatCase.class.getResourceAsStream("vectors/" + path)) {
            if (in == null) {
                throw new FileNotFoundException("No vectors/" + path + " beside " + FormatCase.class.getName());
            }
            return JsonObject.parse(path, in.readAllBytes(), MAX_BYTES);
        }
    }

    /** Format and name, such as {@code body-v1/empty}. */
    public String name() {
        return file.string("case");
    }

    /** The format alone, such as {@code body-v1}. */
    public String format() {
        return name().substring(0, name().indexOf('/'));
    }

    /** Why this outcome is the right one. */
    public String why() {
        return file.string("why");
    }

    public String text(String input) {
        return file.object("input").string(input);
    }

    /** A member of the input in base64url. */
    public byte[] bytes(String input) {
        return Base64Url.decode(input, text(input));
    }

    /** {@code input} in UTF-8, or, where the case is no text, the bytes of {@code input_base64url}. */
    public byte[] document(String input) {
        boolean binary = file.object("input").has(input + "_base64url");
        return binary ? bytes(input + "_base64url") : text(input).getBytes(StandardCharsets.UTF_8);
    }

    public long number(String input) {
        return file.object("input").integer(input);
    }

    /** Whether the input is to be read; otherwise it is to be refused. */
    public boolean isValid() {
        return file.object("outcome").has("result");
    }

    /** What a reader gives, as text. */
    public String result() {
        return file.object("outcome").string("result");
    }

    /** The name of the error that a reader reports. */
    public String error() {
        return file.object("outcome").string("error");
    }
}
