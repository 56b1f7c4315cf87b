package com.patientory.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.patientory.examples.fhirserver.Markers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Searches everything that the network keeps for what nobody may find there. */
final class HuntChapter {
    private static final String CONTROL = "control";

    private final World world;
    private final Workspace workspace;
    private final Narrator narrator;

    HuntChapter(World world, Workspace workspace, Narrator narrator) {
        this.world = world;
        this.workspace = workspace;
        this.narrator = narrator;
    }

    void hunt(Map<String, String> secrets) throws Exception {
        narrator.chapter("The plaintext hunt");
        PlaintextHunt hunt = new PlaintextHunt(secrets);
        List<Path> places = new ArrayList<>(world.storage().folders());
        places.add(workspace.folder("spool"));
        places.add(workspace.folder("ledger"));
        places.add(workspace.folder("logs"));
        PlaintextHunt.Result stores =
                narrator.timed("stores, spool, ledger, journal and logs searched", () -> searchFolders(hunt, places));
        List<PlaintextHunt.Find> finds = new ArrayList<>(stores.finds());
        long calldata = narrator.timed("chain searched", () -> searchChain(hunt, finds));
        narrator.say("%d kinds of secrets, each in eight spellings", secrets.size());
        narrator.say(
                "%d files with %d bytes, and %d bytes of transactions, contracts' code and events",
                stores.places(), stores.bytes(), calldata);
        finds.forEach(find -> narrator.say("FOUND: %s in %s", find.marker(), find.place()));
        narrator.expect(Files.size(workspace.folder("logs").resolve("demo.log")) > 0, "the log is not empty");
        narrator.claim(finds.isEmpty(), "nothing readable was found");
        plantAndFindControls(hunt);
    }

    private PlaintextHunt.Result searchFolders(PlaintextHunt hunt, List<Path> places) throws IOException {
        Path journal = workspace.folder("journal");
        Files.copy(workspace.file("writer.journal"), journal.resolve("writer.journal"));
        places.add(journal);
        return hunt.searchFolders(places);
    }

    private long searchChain(PlaintextHunt hunt, List<PlaintextHunt.Find> finds)
            throws IOException, InterruptedException {
        long bytes = 0;
        for (ChainDump.Item item : new ChainDump(world.node().uri()).items()) {
            bytes += hunt.search(new ByteArrayInputStream(item.bytes()), item.place(), finds);
        }
        return bytes;
    }

    /** A hunt that finds nothing proves something only if it can find. */
    private void plantAndFindControls(PlaintextHunt hunt) throws IOException, InterruptedException {
        Path folder = world.storage().folders().get(0);
        Path plain = folder.resolve(CONTROL + "-plain");
        Path encoded = folder.resolve(CONTROL + "-base64");
        Files.write(plain, Markers.PDF.getBytes(UTF_8));
        Files.write(encoded, Base64.getEncoder().encode(("x" + Markers.NOTE + "y").getBytes(UTF_8)));
        List<PlaintextHunt.Find> found = hunt.searchFolders(List.of(folder)).finds();
        Files.delete(plain);
        Files.delete(encoded);
        narrator.claim(
                found.size() == 2
                        && found.stream().allMatch(find -> find.place().startsWith(CONTROL)),
                "the two controls planted in a store are found, and nothing else");
        new ChainDump(world.node().uri()).plant(Markers.IMAGING.getBytes(UTF_8));
        List<PlaintextHunt.Find> onChain = new ArrayList<>();
        searchChain(hunt, onChain);
        narrator.claim(onChain.size() == 1, "the control planted on the chain is found: %s", onChain);
    }
}
