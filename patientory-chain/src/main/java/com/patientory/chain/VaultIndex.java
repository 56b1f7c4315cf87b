package com.patientory.chain;

import com.patientory.chain.model.Batch;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.VaultEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A vault's files as its events tell them. A file's own entry says more than a batch, and an earlier batch than a later one. */
final class VaultIndex {
    private final Map<FileId, FileRecord> files = new LinkedHashMap<>();
    private final Map<FileId, FileId> successors = new HashMap<>();
    private final Map<FileId, FileId> predecessors = new HashMap<>();
    private final Set<FileId> erased = new HashSet<>();
    private final List<VaultEvent.Anchored> missing = new ArrayList<>();

    VaultIndex(List<VaultEvent> history, Function<ContentDigest, Optional<byte[]>> manifests) {
        Map<ContentDigest, List<VaultEvent.Anchored>> batches = new LinkedHashMap<>();
        for (VaultEvent event : history) {
            if (event instanceof VaultEvent.Anchored e) {
                batches.computeIfAbsent(e.root(), root -> new ArrayList<>()).add(e);
            } else {
                apply(event);
            }
        }
        batches.values().forEach(events -> list(events, manifests));
    }

    /** The first event of a root says who anchored it; any of them may have the true manifest. */
    private void list(List<VaultEvent.Anchored> events, Function<ContentDigest, Optional<byte[]>> manifests) {
        VaultEvent.Anchored first = events.get(0);
        Optional<Batch.Files> batch = events.stream()
                .map(VaultEvent.Anchored::manifest)
                .distinct()
                .flatMap(cid -> read(first, manifests.apply(cid)).stream())
                .findFirst();
        if (batch.isEmpty()) {
            missing.add(first);
            return;
        }
        VaultEvent.Position at = first.position();
        for (Batch.NewFile f : batch.get().files()) {
            files.putIfAbsent(
                    f.id(),
                    new FileRecord(f.id(), f.body(), f.envelope(), first.submitter(), at.block(), at.transaction()));
        }
    }

    private static Optional<Batch.Files> read(VaultEvent.Anchored event, Optional<byte[]> manifest) {
        if (manifest.isEmpty() || event.count().bitLength() > Integer.SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(Batch.Files.parse(
                    manifest.get(), event.root(), event.count().longValue()));
        } catch (Batch.ManifestException e) {
            return Optional.empty();
        }
    }

    private void apply(VaultEvent event) {
        if (event instanceof VaultEvent.FileStored e) {
            VaultEvent.Position at = e.position();
            files.put(
                    e.file(),
                    new FileRecord(e.file(), e.body(), e.envelope(), e.submitter(), at.block(), at.transaction()));
        } else if (event instanceof VaultEvent.EnvelopeSet e) {
            files.computeIfPresent(e.file(), (id, file) -> file.withEnvelope(e.envelope()));
        } else if (event instanceof VaultEvent.FileSuperseded e) {
            successors.put(e.file(), e.supersededBy());
            predecessors.put(e.supersededBy(), e.file());
        } else if (event instanceof VaultEvent.Erased e) {
            erased.add(e.file());
        }
    }

    List<FileRecord> current() {
        return files.values().stream()
                .filter(file -> !erased.contains(file.id()) && !successors.containsKey(file.id()))
                .toList();
    }

    List<VaultEvent.Anchored> missing() {
        return missing;
    }

    /** Versions form a line; a set ends the walk all the same if a node invents a circle. */
    List<FileRecord> versions(FileId file) {
        FileId first = file;
        Set<FileId> seen = new HashSet<>();
        while (predecessors.containsKey(first) && seen.add(first)) {
            first = predecessors.get(first);
        }
        Set<FileId> line = new LinkedHashSet<>();
        for (FileId at = first; at != null && line.add(at); at = successors.get(at)) {
            // each version once
        }
        return line.stream()
                .filter(id -> !erased.contains(id))
                .map(files::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
