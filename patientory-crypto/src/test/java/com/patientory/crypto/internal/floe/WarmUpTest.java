package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmUpTest {
    static Stream<Executor> failing() {
        return Stream.of(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                task -> {
                    throw new IllegalStateException("a thread factory's own");
                },
                task -> {
                    throw new OutOfMemoryError("no thread to be had");
                });
    }

    @ParameterizedTest
    @MethodSource("failing")
    void start_executorThatFails_costsTimeOnly(Executor executor) {
        assertDoesNotThrow(() -> WarmUp.start(executor));
    }
}
