package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.floe.FloeParameters.Limits;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies longer than an int counts, and longer than one AES key serves: sparse files, of which a few segments are there. */
class LongBodyTest {
    private static final byte[] KEY = new byte[FloeSession.KEY_BYTES];
    private static final byte[] AAD = {1};
    private static final long START = 20480;

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {32_768, 32_769, 65_536, 65_537, 1 << 20, (1 << 20) + 1})
    void read_segmentFarBehind_isFoundAtItsPlace(long segment) throws IOException {
        byte[] plain = new byte[FloeParameters.STANDARD.plaintextBytes()];
        Arrays.fill(plain, (byte) segment);
        try (FileChannel file = FileChannel.open(
                        folder.resolve("sparse"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileRegion body = FileRegion.from(file, START)) {
            write(body, segment, plain);
            try (DecryptingChannel channel = DecryptingChannel.open(body, Limits.STANDARD, KEY, AAD, random)) {
                long at = segment * plain.length;
                assertEquals(at + plain.length + 5, channel.size());
                byte[] read = new byte[plain.length + 5];
                assertEquals(read.length, Bytes.read(channel, read, read.length, at));
                assertArrayEquals(plain, Arrays.copyOf(read, plain.length));
                assertEquals(0, Bytes.read(channel, read, 1, Long.MAX_VALUE));
                assertThrows(IntegrityException.class, () -> Bytes.read(channel, read, 1, at - 1));
            }
        }
    }

    /** One inner segment and a final one of five bytes behind it. */
    private void write(FileChannel body, long segment, byte[] plain) throws IOException {
        byte[] sealed = new byte[FloeParameters.STANDARD.segmentBytes()];
        try (FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, KEY, AAD, random);
                SegmentCipher cipher = new SegmentCipher(session, random)) {
            Bytes.write(body, session.header(), FloeParameters.HEADER_BYTES, 0);
            int length = cipher.encrypt(segment, false, new Slice(plain, 0, plain.length), sealed, 0);
            long at = FloeParameters.HEADER_BYTES + segment * sealed.length;
            Bytes.write(body, sealed, length, at);
            length = cipher.encrypt(segment + 1, true, new Slice(plain, 0, 5), sealed, 0);
            Bytes.write(body, sealed, length, at + sealed.length);
        }
    }
}
