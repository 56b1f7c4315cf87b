package com.patientory.crypto.internal.ptoy;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The layout of a file, and its envelope as it was at one moment. */
public final class PtoyHeader {
    private final PtoyLayout layout;
    private final int currentSlot;
    private final HeaderSlot current;
    private final boolean settled;

    private PtoyHeader(PtoyLayout layout, int currentSlot, HeaderSlot current, boolean settled) {
        this.layout = layout;
        this.currentSlot = currentSlot;
        this.current = current;
        this.settled = settled;
    }

    /**
     * Reads the header of a file that others may be changing: only if it looks damaged, waits for them and reads again.
     *
     * @throws com.patientory.crypto.error.MalformedException if it is no such file
     * @throws com.patientory.crypto.error.UnsupportedException if it is one of another version
     * @throws IntegrityException if neither slot is valid
     */
    public static PtoyHeader read(Path file) throws IOException {
        try (FileRegion body = PtoyLayout.openBody(file)) {
            return read(file, body);
        }
    }

    /** The header before an open body: of the same file, also if the name stands for another one by now. */
    public static PtoyHeader read(Path file, FileRegion body) throws IOException {
        Optional<PtoyHeader> header = find(body.file());
        return header.isPresent() ? header.get() : FileLocks.shared(file, locked -> read(body.file()));
    }

    static PtoyHeader read(FileChannel file) throws IOException {
        return find(file)
                .orElseThrow(() -> new IntegrityException(
                        PtoyLayout.FORMAT,
                        "both header slots are damaged; the body is intact if an envelope kept elsewhere opens it"));
    }

    static Optional<PtoyHeader> find(FileChannel file) throws IOException {
        PtoyLayout layout = PtoyLayout.read(file);
        Optional<HeaderSlot> first = slot(file, layout, 0);
        Optional<HeaderSlot> second = slot(file, layout, 1);
        if (!first.isPresent()) {
            return second.map(slot -> new PtoyHeader(layout, 1, slot, false));
        }
        if (!second.isPresent()) {
            return first.map(slot -> new PtoyHeader(layout, 0, slot, false));
        }
        boolean settled = first.get().sameAs(second.get());
        return Optional.of(
                second.get().sequence() > first.get().sequence()
                        ? new PtoyHeader(layout, 1, second.get(), settled)
                        : new PtoyHeader(layout, 0, first.get(), settled));
    }

    private static Optional<HeaderSlot> slot(FileChannel file, PtoyLayout layout, int slot) throws IOException {
        byte[] bytes = new byte[layout.slotBytes()];
        int length = Bytes.read(file, bytes, bytes.length, layout.slotOffset(slot));
        return HeaderSlot.parse(layout, Arrays.copyOf(bytes, length));
    }

    /** Where body and slots lie. */
    public PtoyLayout layout() {
        return layout;
    }

    /** A copy of the envelope's bytes. */
    public byte[] envelope() {
        return current.envelope().clone();
    }

    HeaderSlot current() {
        return current;
    }

    int currentSlot() {
        return currentSlot;
    }

    /** Whether both slots hold the same: no change was cut short. */
    boolean isSettled() {
        return settled;
    }
}
