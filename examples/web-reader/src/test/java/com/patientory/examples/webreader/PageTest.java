package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.KeyEnvelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
class PageTest {
    private static final String PLAIN = "{\"resourceType\":\"Observation\",\"note\":\"<img src=x onerror=alert(1)>\"}";
    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    static Path folder;

    private static final JavaSide JAVA = new JavaSide("application/fhir+json");
    private static Cast cast;
    private static Site site;
    private static Chromium chromium;
    private ReaderPage page;

    @BeforeAll
    static void start() throws Exception {
        Chromium.missing().ifPresent(Tools::missing);
        cast = new Cast();
        Files.writeString(file("plain"), PLAIN);
        KeyEnvelope envelope = JAVA.seal(
                file("plain"), file("body"), cast, List.of(cast.patient.recipient(), cast.doctor.recipient()));
        Files.write(file("envelope.json"), envelope.toBytes());
        Files.writeString(file("blob.jwe"), cast.blob);
        Files.writeString(file("doctor.jwk"), cast.doctor.exportJwk());
        Files.writeString(file("stranger.jwk"), cast.stranger.exportJwk());
        Files.writeString(file("stranger-public.jwk"), cast.stranger.recipient().toJwk());
        site = Site.of(Map.of("/", Path.of("web")), folder.resolve("out"));
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() throws IOException {
        if (chromium != null) {
            chromium.close();
            site.close();
            cast.close();
        }
    }

    @BeforeEach
    void visit() throws Exception {
        page = new ReaderPage(chromium.open(site.url("/index.html")));
    }

    @Test
    void open_withWordsAndBlob_showsRecord() throws Exception {
        page.chooseRecord(file("body"), file("envelope.json"), file("blob.jwe"));
        page.type(Cast.WORDS);
        page.press("open");
        page.settle();
        page.screenshot(Path.of("target", "page.png"));
        assertEquals("", page.text("error"));
        assertEquals(JavaSide.NAME, page.text("name"));
        assertTrue(page.text("verdict").startsWith("Every byte was verified:"), page.text("verdict"));
        assertTrue(page.text("about").contains(cast.wallet().toString()));
        assertEquals(Json.parse(PLAIN), Json.parse(page.text("preview")));
        assertEquals("", page.evaluate("document.getElementById('words').value").asText());
        page.press("forget");
        assertFalse(page.shown("record"));
    }

    @Test
    void open_withWordsAlone_savesTheSameFile() throws Exception {
        Path downloads = Files.createDirectories(folder.resolve("saved"));
        page.downloadTo(downloads);
        page.chooseRecord(file("envelope.json"), file("body"));
        page.type(Cast.WORDS);
        page.press("open");
        page.settle();
        assertEquals("", page.text("error"));
        page.press("save");
        assertEquals(PLAIN, new String(downloaded(downloads), StandardCharsets.UTF_8));
    }

    @Test
    void share_withPublicKey_givesEnvelopeThatJavaOpens() throws Exception {
        Path downloads = Files.createDirectories(folder.resolve("shared"));
        page.downloadTo(downloads);
        page.chooseRecord(file("envelope.json"), file("body"), file("doctor.jwk"));
        page.press("open");
        page.settle();
        page.choose("recipient", file("stranger-public.jwk"));
        Path envelope = Files.write(file("shared.json"), downloaded(downloads));
        assertArrayEquals(PLAIN.getBytes(StandardCharsets.UTF_8), JAVA.open(envelope, file("body"), cast.stranger));
    }

    @Test
    void open_damagedBody_showsErrorAndNoRecord() throws Exception {
        byte[] body = Files.readAllBytes(file("body"));
        body[body.length - 1] ^= 1;
        page.chooseRecord(Files.write(file("damaged"), body), file("envelope.json"), file("doctor.jwk"));
        refused("damaged or altered");
    }

    @Test
    void open_withKeyOfStranger_showsErrorAndNoRecord() throws Exception {
        page.chooseRecord(file("body"), file("envelope.json"), file("stranger.jwk"));
        refused("not sealed for your key");
    }

    @Test
    void open_withOtherWords_showsErrorAndNoRecord() throws Exception {
        page.chooseRecord(file("body"), file("envelope.json"), file("blob.jwe"));
        page.type(Cast.OTHER_WORDS);
        refused("do not open this key");
    }

    @Test
    void open_withMistypedWord_namesItsPlaceOnly() throws Exception {
        page.chooseRecord(file("body"), file("envelope.json"));
        page.type(Cast.WORDS.replace("junk", "jumk"));
        refused("word 12 is not in the list");
        assertFalse(page.text("error").contains("jumk"));
    }

    @Test
    void page_askedToSend_isStoppedByItsPolicy() throws Exception {
        String fetch = "fetch('/patientory/words.js').then(() => 'sent', () => 'stopped')";
        assertEquals("stopped", page.evaluate(fetch).asText());
    }

    private void refused(String reason) throws InterruptedException {
        page.press("open");
        page.settle();
        assertTrue(page.text("error").contains(reason), page.text("error"));
        assertFalse(page.shown("record"));
        assertEquals("", page.text("preview"));
    }

    private static byte[] downloaded(Path folder) throws IOException, InterruptedException {
        for (long end = System.currentTimeMillis() + PATIENCE_MILLIS;
                System.currentTimeMillis() < end;
                Thread.sleep(50)) {
            try (var files = Files.list(folder)) {
                List<Path> complete = files.filter(file -> !file.toString().endsWith(".crdownload"))
                        .toList();
                if (!complete.isEmpty() && Files.size(complete.get(0)) > 0) {
                    return Files.readAllBytes(complete.get(0));
                }
            }
        }
        throw new AssertionError("Nothing was downloaded to " + folder);
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }
}
