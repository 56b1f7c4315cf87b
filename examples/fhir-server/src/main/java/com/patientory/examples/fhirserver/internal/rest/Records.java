package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.context.FhirContext;
import com.patientory.examples.fhirserver.internal.content.Population;
import com.patientory.examples.fhirserver.internal.content.Population.Entry;
import com.patientory.examples.fhirserver.internal.content.Population.Held;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.hl7.fhir.r4.model.Resource;

/**
 * All resources as JSON text, parsed when they are asked for: the whole population parsed would take ten times the
 * memory. Safe for many threads.
 */
public final class Records {
    private final FhirContext fhir;
    private final Map<String, Map<String, Entry>> byType = new ConcurrentSkipListMap<>();
    private final Map<String, Held> binaries = new ConcurrentHashMap<>();

    /** The records of a population. */
    public Records(FhirContext fhir, Population population) {
        this.fhir = fhir;
        population.entries().forEach(this::put);
        binaries.putAll(population.binaries());
    }

    /** The FHIR release and its parsers. */
    public FhirContext fhir() {
        return fhir;
    }

    /** Adds or replaces a resource. */
    public void put(Entry entry) {
        Map<String, Entry> entries =
                byType.computeIfAbsent(entry.type(), t -> Collections.synchronizedMap(new LinkedHashMap<>()));
        entries.put(entry.id(), entry);
    }

    /** Adds a Binary. */
    public void put(String binaryId, Held held) {
        binaries.put(binaryId, held);
    }

    /** The resource types there are. */
    public Set<String> types() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    /** One resource. */
    public Optional<Entry> find(String type, String id) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(id));
    }

    /** One Binary. */
    public Optional<Held> binary(String id) {
        return Optional.ofNullable(binaries.get(id));
    }

    /** All resources of a type at this moment, in the order of their arrival. */
    public List<Entry> list(String type) {
        Map<String, Entry> entries = byType.getOrDefault(type, Map.of());
        synchronized (entries) {
            return List.copyOf(entries.values());
        }
    }

    /** Parses a resource. */
    public <T extends Resource> T parse(Entry entry, Class<T> type) {
        return Objects.requireNonNull(fhir.newJsonParser().parseResource(type, entry.json()));
    }

    /** Parses a resource of whatever type. */
    public Resource parse(Entry entry) {
        return (Resource) fhir.newJsonParser().parseResource(entry.json());
    }
}
