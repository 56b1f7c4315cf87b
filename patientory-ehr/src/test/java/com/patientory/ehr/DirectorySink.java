package com.patientory.ehr;

import com.patientory.ehr.spi.DocumentRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sink on disk that survives its process: sealing twice gives two names, as real encryption would. */
final class DirectorySink implements RecordSink {
    private final Path spool;
    private final Path store;
    private final Path anchors;
    private final Runnable step;

    DirectorySink(Path directory, Runnable step) throws IOException {
        spool = Files.createDirectories(directory.resolve("spool"));
        store = Files.createDirectories(directory.resolve("store"));
        anchors = Files.createDirectories(directory.resolve("anchors"));
        this.step = step;
    }

    @Override
    public SinkToken seal(DocumentRef document, InputStream content) throws IOException {
        step.run();
        String name = UUID.randomUUID().toString();
        Path part = spool.resolve(name + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            out.write((document.id() + "\n").getBytes(StandardCharsets.UTF_8));
            content.transferTo(out);
        }
        Files.move(part, spool.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        step.run();
        return SinkToken.of(name);
    }

    @Override
    public SinkToken store(SinkToken sealed) throws IOException {
        step.run();
        String name = sealed.text();
        if (!Files.exists(store.resolve(name))) {
            Path part = store.resolve(name + "." + UUID.randomUUID() + ".part");
            Files.copy(spool.resolve(name), part);
            step.run();
            Files.move(part, store.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        step.run();
        return sealed;
    }

    @Override
    public SinkToken anchor(SinkToken stored) throws IOException {
        step.run();
        if (!Files.exists(store.resolve(stored.text()))) {
            throw new IOException("anchored before it was stored");
        }
        try {
            Files.createFile(anchors.resolve(stored.text()));
        } catch (FileAlreadyExistsException e) {
            return stored;
        } finally {
            step.run();
        }
        return stored;
    }

    @Override
    public void recovered(Collection<SinkToken> pending) throws IOException {
        List<String> names = pending.stream().map(SinkToken::text).collect(Collectors.toList());
        try (Stream<Path> spooled = Files.list(spool)) {
            for (Path file : spooled.collect(Collectors.toList())) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The anchored records: document id, line break, content. */
    List<String> anchored() throws IOException {
        try (Stream<Path> files = Files.list(anchors)) {
            return files.map(f -> read(store.resolve(f.getFileName()))).collect(Collectors.toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
