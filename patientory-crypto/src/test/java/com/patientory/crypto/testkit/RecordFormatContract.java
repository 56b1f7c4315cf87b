package com.patientory.crypto.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.internal.jose.Base64Url;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case in {@code vectors/} against a reader: extend it and return yours. */
public abstract class RecordFormatContract {
    /** So that none is lost on the way to whoever runs them. */
    private static final int CASES = 401;

    /** The reader under test. */
    protected abstract RecordFormatReader reader();

    @TestFactory
    Stream<DynamicNode> read_eachCase_givesItsOutcome() throws IOException {
        Map<String, List<FormatCase>> formats = FormatCase.all().stream()
                .collect(Collectors.groupingBy(FormatCase::format, LinkedHashMap::new, Collectors.toList()));
        assertEquals(CASES, formats.values().stream().mapToInt(List::size).sum(), "cases");
        return formats.entrySet().stream()
                .map(format -> dynamicContainer(
                        format.getKey(),
                        format.getValue().stream().map(each -> dynamicTest(each.name(), () -> check(each)))));
    }

    private void check(FormatCase each) {
        String found;
        try {
            found = read(each);
        } catch (RecordFormatReader.MissingFormat e) {
            Assumptions.abort("This reader has no " + each.format());
            return;
        } catch (Exception e) {
            if (each.isValid() || !each.error().equals(reader().errorName(e))) {
                fail(each.name() + ": " + each.why(), e);
            }
            return;
        }
        if (!each.isValid()) {
            fail(each.name() + " was read, must be refused as " + each.error() + ": " + each.why());
        }
        assertEquals(each.result(), found, each.why());
    }

    private String read(FormatCase each) throws Exception {
        RecordFormatReader reader = reader();
        return switch (each.format()) {
            case "body-v1" -> Base64Url.encode(reader.body(each.bytes("content_key"), each.bytes("body")));
            case "envelope-v1" ->
                reader.envelope(FormatCase.privateJwk(each.text("reader")), each.document("envelope"));
            case "ptoy-v1" -> reader.ptoy(FormatCase.privateJwk(each.text("reader")), each.bytes("file"));
            case "vault-key-v1" ->
                reader.vaultKey(FormatCase.privateJwk(each.text("reader")), each.document("envelope"));
            case "keystore-v1" -> reader.keystore(each.text("words"), each.text("blob"));
            case "registration-v1" -> reader.registration(each.text("registration"), signup(each));
            case "derivation-v1" -> reader.derivation(each.text("words"), (int) each.number("rotation"));
            default -> throw new IllegalStateException("The contract does not know " + each.format());
        };
    }

    private static RecordFormatReader.Signup signup(FormatCase each) {
        return new RecordFormatReader.Signup(
                each.text("signup_reference_id"), each.number("chain_id"), each.text("registry"));
    }
}
