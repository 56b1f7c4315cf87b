package com.patientory.crypto.internal.derive;

import static com.patientory.crypto.WycheproofCases.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.WycheproofCases;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class Pbkdf2VectorsTest {
    @TestFactory
    List<DynamicTest> hmacSha512_wycheproof_givesThePublishedKey() throws IOException {
        return WycheproofCases.of("pbkdf2_hmacsha512_test", 58, (group, test) -> {
            assertEquals("valid", test.get("result").asText());
            assertArrayEquals(
                    hex(test.get("dk")),
                    Pbkdf2.hmacSha512(
                            hex(test.get("password")),
                            hex(test.get("salt")),
                            test.get("iterationCount").asInt(),
                            test.get("dkLen").asInt()));
        });
    }
}
