package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedBinaryTest {
    @Test
    void read_manySizesAndShortReads_givesTheBytes() throws Exception {
        for (int size : new int[] {0, 1, 2, 3, 49_151, 49_152, 49_153, 65_536, 200_001}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            String json = "{\"resourceType\":\"Binary\",\"meta\":{\"tag\":[{\"a\":\"}\\\"\"}],\"n\":1.5e3},"
                    + "\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\",\"x\":null}\n";
            assertArrayEquals(bytes, wrapped(json, size % 7 + 1).readAllBytes(), "size " + size);
        }
    }

    @Test
    void read_escapesAndLineBreaks_areUnderstood() throws Exception {
        byte[] bytes = {(byte) 0xff, (byte) 0xef, (byte) 0xfb, 1, 2, 3};
        String data =
                Base64.getEncoder().encodeToString(bytes).replace("/", "\\/").replace("+", "\\u002B");
        String json = "{\"data\":\"" + data.substring(0, 2) + "\\r\\n " + data.substring(2)
                + "\",\"resourceType\":\"Binary\"}";
        assertArrayEquals(bytes, wrapped(json, 3).readAllBytes());
    }

    @Test
    void read_noData_isEmpty() throws Exception {
        assertEquals(0, wrapped("{\"resourceType\":\"Binary\"}", 5).readAllBytes().length);
    }

    @Test
    void read_cutAtEveryByte_neverEnds() {
        String json = "{\"resourceType\":\"Binary\",\"data\":\"AAECAwQFBgc=\",\"n\":12}";
        for (int length = 0; length < json.length(); length++) {
            String cut = json.substring(0, length);
            EhrUnavailableException e = assertThrows(
                    EhrUnavailableException.class, () -> wrapped(cut, 4).readAllBytes(), "cut at " + length);
            assertEquals(EhrUnavailableException.Kind.TRUNCATED, e.kind());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"resourceType\":\"Patient\",\"data\":\"AAAA\"}",
                "{\"resourceType\":\"Binary\",\"data\":\"A*AA\"}",
                "{\"resourceType\":\"Binary\",\"data\":\"AAA\\q\"}",
                "{\"resourceType\":\"Binary\",\"data\":\"AAAA\",\"data\":\"AAAA\"}",
                "{\"resourceType\":\"Binary\",\"data\":\"AAAA\"} x",
                "{\"resourceType\":\"Binary\" \"data\":\"AAAA\"}",
                "{\"resourceType\":\"Binary\",\"data\":7}"
            })
    void read_notABinary_isRefused(String json) {
        EhrProtocolException e =
                assertThrows(EhrProtocolException.class, () -> wrapped(json, 2).readAllBytes());
        assertEquals(EhrProtocolException.Violation.MALFORMED, e.violation());
    }

    @Test
    void read_paddingInTheMidst_isRefused() {
        String piece = Base64.getEncoder().encodeToString(new byte[49_151]);
        String json = "{\"resourceType\":\"Binary\",\"data\":\"" + piece + piece + "\"}";
        assertThrows(EhrProtocolException.class, () -> wrapped(json, 1000).readAllBytes());
    }

    @Test
    void read_endlessMember_isRefused() {
        String json = "{\"x\":\"" + "a".repeat(2 << 20) + "\"}";
        assertThrows(EhrException.class, () -> wrapped(json, 8192).readAllBytes());
    }

    private static InputStream wrapped(String json, int atMost) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new WrappedBinary(new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return in.read(into, offset, Math.min(length, atMost));
            }
        });
    }
}
