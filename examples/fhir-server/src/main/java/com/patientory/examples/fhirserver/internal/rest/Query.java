package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import com.patientory.examples.fhirserver.internal.content.Population.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A search that is narrowed parameter by parameter; an absent parameter narrows nothing. */
final class Query {
    private final Records records;
    private Stream<Entry> entries;

    Query(Records records, String type) {
        this.records = records;
        this.entries = records.list(type).stream();
    }

    Query ids(@Nullable TokenOrListParam ids) {
        return ids == null
                ? this
                : where(e -> ids.getValuesAsQueryTokens().stream().anyMatch(id -> e.id().equals(id.getValue())));
    }

    Query patient(@Nullable ReferenceParam patient) {
        return patient == null ? this : where(e -> e.patientId().equals(patient.getIdPart()));
    }

    Query lastUpdated(@Nullable DateRangeParam range) {
        return range == null ? this : where(e -> within(range, e.lastUpdated()));
    }

    /** Tests the parsed resource: put such parameters after those that need none. */
    <T extends Resource> Query resource(Class<T> type, Predicate<T> test) {
        return where(e -> test.test(records.parse(e, type)));
    }

    private Query where(Predicate<Entry> test) {
        entries = entries.filter(test);
        return this;
    }

    /** HAPI's bounds are inclusive instants that already heed prefixes and precision. */
    static boolean within(DateRangeParam range, Instant instant) {
        Date from = range.getLowerBoundAsInstant();
        Date to = range.getUpperBoundAsInstant();
        return (from == null || !instant.isBefore(from.toInstant()))
                && (to == null || !instant.isAfter(to.toInstant()));
    }

    List<Entry> run(@Nullable SortSpec sort) {
        if (sort == null) {
            return entries.toList();
        }
        if (!"_lastUpdated".equals(sort.getParamName()) || sort.getChain() != null) {
            throw new InvalidRequestException("_sort takes _lastUpdated or -_lastUpdated here");
        }
        Comparator<Instant> order =
                sort.getOrder() == SortOrderEnum.DESC ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return entries.sorted(Comparator.comparing(Entry::lastUpdated, order).thenComparing(Entry::id))
                .toList();
    }
}
