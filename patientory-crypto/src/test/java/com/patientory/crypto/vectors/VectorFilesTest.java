package com.patientory.crypto.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed vectors are what the generator makes. {@code mvn -Dquick -pl patientory-crypto test
 * -Dtest=VectorFilesTest -Dpatientory.vectors.write=true} writes them.
 */
class VectorFilesTest {
    private static final Path FOLDER =
            Paths.get("src", "test", "resources", "com", "patientory", "crypto", "testkit", "vectors");
    private static Map<String, String> made;

    @BeforeAll
    static void makeAndWriteIfAsked() throws IOException {
        made = files();
        if (Boolean.getBoolean("patientory.vectors.write")) {
            for (String stale : committed()) {
                Files.delete(FOLDER.resolve(stale));
            }
            for (Map.Entry<String, String> file : made.entrySet()) {
                Path path = FOLDER.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    @Test
    void committedFiles_andMadeOnes_haveTheSameNames() throws IOException {
        assertEquals(made.keySet(), committed());
    }

    @Test
    void committedFiles_eachOne_isWhatTheGeneratorMakes() throws IOException {
        for (Map.Entry<String, String> file : made.entrySet()) {
            assertEquals(file.getValue(), Files.readString(FOLDER.resolve(file.getKey())), file.getKey());
        }
    }

    @Test
    void cases_eachFormat_areAsManyAsTheReadmeSays() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        Map<String, Long> counts = new TreeMap<>();
        made.keySet().stream()
                .filter(name -> name.contains("-v1/"))
                .forEach(name -> counts.merge(name.substring(0, name.indexOf('/')), 1L, Long::sum));
        assertTrue(counts.size() >= 5, "formats: " + counts);
        counts.forEach((format, count) ->
                assertTrue(readme.contains("| `" + format + "/` | " + count + " |"), format + " has " + count));
    }

    private static Set<String> committed() throws IOException {
        if (!Files.exists(FOLDER)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".json"))
                    .forEach(names::add);
            return names;
        }
    }

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        List<String> index = new ArrayList<>();
        cases().sorted(Comparator.comparing(Vector::name)).forEach(each -> {
            index.add(each.name());
            String replaced = files.put(each.name() + ".json", each.toJson());
            assertEquals(null, replaced, "two cases named " + each.name());
        });
        files.put("index.json", Vector.json(Map.of("cases", index)));
        for (Keys key : Keys.ALL) {
            files.put("keys/" + key.fileName() + ".json", key.privateJwk().toCanonicalString() + "\n");
        }
        for (KindKey key : KindKey.ALL) {
            files.put("keys/" + key.fileName() + ".json", key.privateJwk() + "\n");
        }
        return files;
    }

    private static Stream<Vector> cases() {
        return Stream.of(
                        BodyCases.all(),
                        SegmentCases.all(),
                        EnvelopeCases.all(),
                        EnvelopeFormCases.all(),
                        PayloadCases.all(),
                        KindCases.all(),
                        SignatureCases.all(),
                        VaultKeyCases.all(),
                        KeystoreCases.all(),
                        BlobFormCases.all(),
                        RegistrationCases.all(),
                        RegistrationFormCases.all(),
                        DerivationCases.all(),
                        PtoySlotCases.all(),
                        PtoyFormCases.all())
                .flatMap(cases -> cases);
    }
}
