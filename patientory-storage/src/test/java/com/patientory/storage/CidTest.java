package com.patientory.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidTest {
    private static final String HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @Test
    void hash_knownBytes_givesTheKnownText() {
        ByteBuffer hello = ByteBuffer.wrap("hello world".getBytes(StandardCharsets.US_ASCII));
        assertEquals(HELLO, Cid.hash(Cid.Codec.RAW, hello).toString());
        assertEquals(11, hello.remaining());
    }

    @Test
    void parse_ownTextAndBytes_givesAnEqualCid() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] digest = new byte[Cid.DIGEST_BYTES];
            random.nextBytes(digest);
            Cid cid = Cid.of(random.nextBoolean() ? Cid.Codec.RAW : Cid.Codec.DAG_PB, digest);
            assertEquals(cid, Cid.parse(cid.toString()), "seed " + seed);
            assertEquals(cid, Cid.parse(cid.toBytes()), "seed " + seed);
            assertArrayEquals(digest, cid.digest());
        }
    }

    @Test
    void parse_version0_givesTheEqualVersion1() {
        // Both texts of one directory, as the IPFS documentation pairs them.
        assertEquals(
                Cid.parse("bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku")
                        .codec(),
                Cid.parse("QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR").codec());
        assertEquals(
                "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
                Cid.parse("QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "x, 0",
        "zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA, 0",
        "BAFKREIFZJUT3TE2NHYEKKLSS27NH3K72YSCO7Y32KOAO5EEI66WOF36N5E, 0",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5, 58",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5ee, 59",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n51, 58",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5f, 58",
        "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMn0, 45"
    })
    void parse_brokenText_tellsWhere(String text, int offset) {
        CidFormatException e = assertThrows(CidFormatException.class, () -> Cid.parse(text));
        assertEquals(offset, e.offset(), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0", "1, 113, 1", "2, 19, 2", "3, 31, 3"})
    void parse_brokenBytes_tellsWhere(int index, byte value, int offset) {
        byte[] bytes = Cid.parse(HELLO).toBytes();
        bytes[index] = value;
        assertEquals(
                offset,
                assertThrows(CidFormatException.class, () -> Cid.parse(bytes)).offset());
        assertThrows(CidFormatException.class, () -> Cid.parse(new byte[35]));
        assertThrows(CidFormatException.class, () -> Cid.parse(new byte[37]));
    }

    @Test
    void of_shortDigest_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cid.of(Cid.Codec.RAW, new byte[31]));
    }
}
