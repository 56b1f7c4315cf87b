package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.internal.derive.PatientKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other threads may do while a key is searched. */
class RecipientKeysTest {
    private RecipientKeys keys;

    @BeforeEach
    void derive() {
        try (PatientKeys words = new PatientKeys(MnemonicTest.JUNK.getBytes(StandardCharsets.US_ASCII))) {
            keys = RecipientKeys.derive(words, 1, Progress.NONE);
        }
    }

    @AfterEach
    void close() {
        keys.close();
    }

    /** A search takes seconds on a phone: who shows the present key does not wait for an earlier one. */
    @Test
    void get_knownKeyWhileAnotherIsSearched_isGivenAtOnce() {
        RecipientKey present = keys.get(1, Progress.NONE);
        AtomicReference<RecipientKey> seen = new AtomicReference<>();
        assertThrows(
                CancellationException.class,
                () -> keys.get(0, (tested, total) -> {
                    seen.set(CompletableFuture.supplyAsync(() -> keys.get(1, Progress.NONE))
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join());
                    throw new CancellationException("enough");
                }));
        assertSame(present, seen.get());
    }

    @Test
    void get_keyThatIsSearchedAlready_waitsForTheSameKey() {
        AtomicInteger searches = new AtomicInteger();
        AtomicReference<CompletableFuture<RecipientKey>> other = new AtomicReference<>();
        Progress second = (tested, total) -> searches.incrementAndGet();
        RecipientKey key = keys.get(
                0,
                (tested, total) -> other.compareAndSet(null, CompletableFuture.supplyAsync(() -> keys.get(0, second))));
        assertSame(key, other.get().orTimeout(60, TimeUnit.SECONDS).join());
        assertEquals(0, searches.get(), "the second thread searched too");
    }

    @Test
    void find_earlierKeyThatIsKnown_searchesNothing() {
        try (PatientKeys words = new PatientKeys(MnemonicTest.JUNK.getBytes(StandardCharsets.US_ASCII));
                RecipientKeys three = RecipientKeys.derive(words, 2, Progress.NONE)) {
            RecipientKey first = three.get(0, Progress.NONE);
            List<Long> searches = new ArrayList<>();
            Optional<RecipientKey> found =
                    three.find(List.of(first.recipient().kid()), (tested, total) -> searches.add(tested));
            assertSame(first, found.orElseThrow());
            assertEquals(List.of(), searches);
            assertEquals(Optional.empty(), three.find(List.of("another"), (tested, total) -> searches.add(tested)));
            assertFalse(searches.isEmpty(), "the second key was not looked at");
        }
    }

    @Test
    void close_whileAKeyIsSearched_endsTheSearchWithoutAKey() {
        AtomicInteger heard = new AtomicInteger();
        IllegalStateException error = assertThrows(
                IllegalStateException.class,
                () -> keys.get(0, (tested, total) -> {
                    heard.incrementAndGet();
                    keys.close();
                }));
        assertEquals("The identity is closed", error.getMessage());
        assertEquals(1, heard.get(), "the search went on");
    }
}
