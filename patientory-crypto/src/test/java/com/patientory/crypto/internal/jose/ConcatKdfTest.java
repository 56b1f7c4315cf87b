package com.patientory.crypto.internal.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ConcatKdfTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] Z = HEX.parseHex("9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4");

    /** The example has party information and 128 bits, so it goes one level below the method for our use. */
    @Test
    void digest_exampleOfRfc7518AppendixC_isThePublishedKey() {
        byte[] info = ConcatKdf.otherInfo("A128GCM", ascii("Alice"), ascii("Bob"), 16);
        assertEquals("000000074131323847434d00000005416c69636500000003426f6200000080", HEX.formatHex(info));
        byte[] key = Arrays.copyOf(ConcatKdf.digest(Z, info), 16);
        assertEquals("VqqN6vgjbSBcIijNcacQGg", Base64Url.encode(key));
    }

    @Test
    void key_ofOurUse_isTheFormulaOfTheSpecification() {
        byte[] info = HEX.parseHex("0000000e" + HEX.formatHex(ascii("ECDH-ES+A256KW")) + "000000000000000000000100");
        assertArrayEquals(ConcatKdf.digest(Z, info), ConcatKdf.key(Z, "ECDH-ES+A256KW"));
    }

    /** RFC 3394 section 4.6: 256 bits of key data under 256 bits. */
    @Test
    void keyWrap_exampleOfRfc3394_isThePublishedOne() {
        byte[] wrapping = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] key = HEX.parseHex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f");
        byte[] wrapped = AesKeyWrap.wrap(wrapping, key);
        assertEquals(
                "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21",
                HEX.formatHex(wrapped));
        assertArrayEquals(key, AesKeyWrap.unwrap(wrapping, wrapped).orElseThrow());
        wrapped[0] ^= 1;
        assertTrue(AesKeyWrap.unwrap(wrapping, wrapped).isEmpty());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
