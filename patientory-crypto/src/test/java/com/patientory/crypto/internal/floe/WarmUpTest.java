package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmUpTest {
    static Stream<Throwable> failures() {
        return Stream.of(
                new RejectedExecutionException("full"),
                new IllegalStateException("a thread factory's own"),
                new OutOfMemoryError("no thread to be had"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void start_executorThatFails_costsTimeOnly(Throwable failure) {
        assertDoesNotThrow(() -> WarmUp.start(task -> sneak(failure)));
    }

    private static void sneak(Throwable failure) {
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        throw (RuntimeException) failure;
    }
}
