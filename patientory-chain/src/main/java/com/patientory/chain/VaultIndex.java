package com.patientory.chain;

import com.patientory.chain.model.Batch;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
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

/**
 * The files of vaults that continue one another, as their events tell them. Within a vault a file's own entry says more than a
 * batch, and an earlier batch more than a later one. Between vaults the earlier says more than the later: who may write into the
 * later one cannot change what the earlier one has, only supersede it by a file that is new.
 */
final class VaultIndex {
    private final Function<ContentDigest, Optional<byte[]>> manifests;
    private final Map<FileId, FileRecord> files = new LinkedHashMap<>();
    private final Map<FileId, FileId> successors = new HashMap<>();
    private final Map<FileId, FileId> predecessors = new HashMap<>();
    private final Set<FileId> erased = new HashSet<>();
    private final List<VaultEvent.Anchored> missing = new ArrayList<>();

    VaultIndex(Function<ContentDigest, Optional<byte[]>> manifests) {
        this.manifests = manifests;
    }

    /** Adds a vault's history; the vaults come oldest first. */
    VaultIndex add(WalletAddress vault, List<VaultEvent> history) {
        Map<FileId, FileRecord> here = new LinkedHashMap<>();
        Map<FileId, FileId> versions = new LinkedHashMap<>();
        Map<ContentDigest, List<VaultEvent.Anchored>> batches = new LinkedHashMap<>();
        for (VaultEvent event : history) {
            if (event instanceof VaultEvent.FileStored e) {
                here.put(
                        e.file(), record(vault, new Batch.NewFile(e.file(), e.body(), e.envelope()), e.submitter(), e));
            } else if (event instanceof VaultEvent.EnvelopeSet e) {
                here.computeIfPresent(e.file(), (id, file) -> file.withEnvelope(e.envelope()));
            } else if (event instanceof VaultEvent.FileSuperseded e) {
                versions.put(e.file(), e.supersededBy());
            } else if (event instanceof VaultEvent.Erased e) {
                erased.add(e.file());
            } else if (event instanceof VaultEvent.Anchored e) {
                batches.computeIfAbsent(e.root(), root -> new ArrayList<>()).add(e);
            }
        }
        batches.values().forEach(events -> list(vault, events, here));
        versions.forEach((file, newer) -> {
            // A version that an earlier vault has already could close a circle.
            if (!files.containsKey(newer) && successors.putIfAbsent(file, newer) == null) {
                predecessors.put(newer, file);
            }
        });
        here.forEach(files::putIfAbsent);
        return this;
    }

    private static FileRecord record(WalletAddress vault, Batch.NewFile f, GranteeId submitter, VaultEvent event) {
        VaultEvent.Position at = event.position();
        return new FileRecord(f.id(), f.body(), f.envelope(), submitter, at.block(), at.transaction(), vault);
    }

    /** The first event of a root says who anchored it; any of them may have the true manifest. */
    private void list(WalletAddress vault, List<VaultEvent.Anchored> events, Map<FileId, FileRecord> here) {
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
        for (Batch.NewFile f : batch.get().files()) {
            here.putIfAbsent(f.id(), record(vault, f, first.submitter(), first));
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
