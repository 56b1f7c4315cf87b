import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that the FHIR server loads: {@code index.tsv} (type, id, patient, last change; one line for each line of
 * {@code resources.ndjson}), {@code binaries.tsv} (id, patient, content type, size, SHA-256) and {@code binaries/ID}.
 */
final class PopulationArchive {
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 9, 1, 0, 0);

    private final List<String> index = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<String> binaryIndex = new ArrayList<>();
    private final Map<String, byte[]> binaries = new TreeMap<>();

    void add(JsonObject resource, String patientId, Instant lastChange) {
        index.add(String.join("\t", Fhir.type(resource), Fhir.id(resource), patientId, lastChange.toString()));
        resources.add(resource.toString());
    }

    String binary(String name, String patientId, String contentType, byte[] content) throws Exception {
        String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        binaryIndex.add(String.join(
                "\t",
                id,
                patientId,
                contentType,
                Integer.toString(content.length),
                HexFormat.of().formatHex(digest)));
        binaries.put(id, content);
        return id;
    }

    void write(Path archive) throws IOException {
        Files.createDirectories(archive.toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            zip.setLevel(9);
            entry(zip, "index.tsv", lines(index));
            entry(zip, "resources.ndjson", lines(resources));
            entry(zip, "binaries.tsv", lines(binaryIndex));
            for (Map.Entry<String, byte[]> binary : binaries.entrySet()) {
                entry(zip, "binaries/" + binary.getKey(), binary.getValue());
            }
        }
        System.out.printf(
                "%s: %d resources, %d binaries, %d bytes%n",
                archive.getFileName(), resources.size(), binaries.size(), Files.size(archive));
    }

    private static byte[] lines(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
