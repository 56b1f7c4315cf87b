package com.patientory.crypto.internal.rsa;

import static com.patientory.crypto.WycheproofCases.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.crypto.WycheproofCases;
import java.io.IOException;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RsaVectorsTest {
    /** Wycheproof's labels are not empty in some cases; ours always is, so a valid case with a label must be refused. */
    @TestFactory
    List<DynamicTest> unwrap_wycheproof_opensExactlyTheValidWithoutLabel() throws IOException {
        return WycheproofCases.of("rsa_oaep_3072_sha256_mgf1sha256_test", 37, (group, test) -> {
            Optional<byte[]> secret =
                    RsaCipher.unwrap(RsaKeys.privateKey(privateKey(group.get("privateKey"))), hex(test.get("ct")));
            boolean expected = test.get("result").asText().equals("valid")
                    && test.get("label").asText().isEmpty();
            assertEquals(expected, secret.isPresent());
            secret.ifPresent(bytes -> assertArrayEquals(hex(test.get("msg")), bytes));
        });
    }

    @TestFactory
    List<DynamicTest> verify_wycheproof_acceptsExactlyTheValid() throws IOException {
        return WycheproofCases.of("rsa_pss_3072_sha256_mgf1_32_test", 108, (group, test) -> {
            JsonNode key = group.get("publicKey");
            RSAPublicKey publicKey = RsaKeys.publicKey(number(key, "modulus"), number(key, "publicExponent"));
            assertEquals(
                    test.get("result").asText().equals("valid"),
                    RsaCipher.verify(publicKey, hex(test.get("msg")), hex(test.get("sig"))));
        });
    }

    @Test
    void pss_firstNameUnknownToThePlatform_takesTheOther() throws NoSuchAlgorithmException {
        assertEquals("RSASSA-PSS", RsaCipher.pss("unknown", "RSASSA-PSS").getAlgorithm());
        assertThrows(NoSuchAlgorithmException.class, () -> RsaCipher.pss("unknown", "unknown too"));
        assertFalse(RsaCipher.pss("RSASSA-PSS", "unknown").getAlgorithm().isEmpty());
    }

    private static RSAPrivateCrtKeySpec privateKey(JsonNode key) {
        return new RSAPrivateCrtKeySpec(
                number(key, "modulus"),
                number(key, "publicExponent"),
                number(key, "privateExponent"),
                number(key, "prime1"),
                number(key, "prime2"),
                number(key, "exponent1"),
                number(key, "exponent2"),
                number(key, "coefficient"));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, hex(key.get(name)));
    }
}
