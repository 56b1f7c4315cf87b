package com.patientory.chain.internal.write;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import com.patientory.crypto.WalletAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An append-only journal file, held by one writer at a time. A torn last record is cut off on opening. */
public final class FileJournal implements Journal {
    private static final byte[] MAGIC = "PTWJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 5 + Long.BYTES + 32 + WalletAddress.LENGTH_BYTES;

    private final Path file;
    private final FileChannel channel;
    private final List<JournalRecord> loaded = new ArrayList<>();

    private FileJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens or begins the journal of one writer on one network. */
    public static FileJournal open(Path file, ChainId chain, byte[] genesis, WalletAddress writer) {
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putLong(chain.value())
                .put(genesis)
                .put(writer.bytes())
                .array();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(file, channel);
            FileJournal journal = new FileJournal(file, channel);
            journal.read(header);
            return journal;
        } catch (IOException e) {
            close(channel);
            throw new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
        } catch (WriteJournalException e) {
            close(channel);
            throw e;
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new WriteJournalException(Reason.IN_USE, file, "another writer holds it");
        }
    }

    private void read(byte[] header) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer all = ByteBuffer.wrap(bytes);
        byte[] found = new byte[Math.min(header.length, all.remaining())];
        all.get(found);
        if (found.length < header.length && Arrays.equals(found, Arrays.copyOf(header, found.length))) {
            channel.truncate(0).write(ByteBuffer.wrap(header), 0);
            channel.force(true);
        } else if (!Arrays.equals(found, header)) {
            throw new WriteJournalException(Reason.FOREIGN, file, "begun by another writer or on another network");
        } else {
            readRecords(bytes, all);
            channel.truncate(all.position());
        }
        channel.position(channel.size());
    }

    /** Reads to the end, or to a torn record, and leaves the position behind the last whole one. */
    private void readRecords(byte[] bytes, ByteBuffer all) {
        while (all.hasRemaining()) {
            int start = all.position();
            int length = all.remaining() < JournalCodec.LENGTH_BYTES ? -1 : all.getInt();
            boolean sane = length >= JournalCodec.MIN_BODY_BYTES && length <= JournalCodec.MAX_BODY_BYTES;
            if (!sane || all.remaining() < length + JournalCodec.CRC_BYTES) {
                all.position(start);
                if (all.remaining() > JournalCodec.MAX_BODY_BYTES) {
                    throw damaged(start);
                }
                return;
            }
            int body = all.position();
            int crc = all.getInt(body + length);
            if (crc != JournalCodec.crc(bytes, body, length)) {
                if (body + length + JournalCodec.CRC_BYTES < all.limit()) {
                    throw damaged(start);
                }
                all.position(start);
                return;
            }
            loaded.add(decode(all.slice(body, length), start));
            all.position(body + length + JournalCodec.CRC_BYTES);
        }
    }

    private JournalRecord decode(ByteBuffer body, int start) {
        try {
            return JournalCodec.decode(body);
        } catch (RuntimeException e) {
            throw damaged(start);
        }
    }

    private WriteJournalException damaged(int offset) {
        return new WriteJournalException(Reason.DAMAGED, file, "record at offset " + offset);
    }

    @Override
    public List<JournalRecord> load() {
        return List.copyOf(loaded);
    }

    @Override
    public void append(List<JournalRecord> records, boolean durable) {
        try {
            for (JournalRecord record : records) {
                ByteBuffer bytes = JournalCodec.encode(record);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            if (durable) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new WriteJournalException(Reason.IO, file, e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(@org.jspecify.annotations.Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The records are on disk already; an unforced one is found again on the chain.
        }
    }
}
