package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.testkit.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wycheproof's AES-GCM cases of the sizes that FLOE uses: 256-bit key, 96-bit nonce, 128-bit tag. */
class AesGcmWycheproofTest {
    /** Of 316 in the file. */
    private static final int CASES = 66;

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    @TestFactory
    List<DynamicTest> aesGcm_wycheproofCase_agrees() throws IOException {
        byte[] json = Files.readAllBytes(Vectors.of("wycheproof").resolve("aes_gcm_test.json"));
        List<DynamicTest> tests = JsonObject.parse("Wycheproof", json, MAX_BYTES).objects("testGroups").stream()
                .filter(group -> group.integer("keySize") == 256
                        && group.integer("ivSize") == 96
                        && group.integer("tagSize") == 128)
                .flatMap(group -> group.objects("tests").stream())
                .map(test -> dynamicTest(test.integer("tcId") + " " + test.string("comment"), () -> check(test)))
                .collect(Collectors.toList());
        assertEquals(CASES, tests.size());
        return tests;
    }

    private static void check(JsonObject test) throws GeneralSecurityException {
        byte[] plain = hex(test, "msg");
        byte[] sealed = HexFormat.of().parseHex(test.string("ct") + test.string("tag"));
        SecretKeySpec key = new SecretKeySpec(hex(test, "key"), "AES");
        AesGcm gcm = AesGcm.platform();
        byte[] out = new byte[sealed.length];
        boolean valid =
                gcm.decrypt(key, hex(test, "iv"), hex(test, "aad"), ByteBuffer.wrap(sealed), ByteBuffer.wrap(out));
        assertEquals(test.string("result").equals("valid"), valid);
        if (valid) {
            assertArrayEquals(plain, Arrays.copyOf(out, plain.length));
            gcm.encrypt(key, hex(test, "iv"), hex(test, "aad"), ByteBuffer.wrap(plain), ByteBuffer.wrap(out));
            assertArrayEquals(sealed, out);
        } else {
            assertTrue(plain.length == 0 || !Arrays.equals(plain, Arrays.copyOf(out, plain.length)), "released");
        }
    }

    private static byte[] hex(JsonObject test, String name) {
        return HexFormat.of().parseHex(test.string(name));
    }
}
