package com.patientory.examples.webreader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Something that runs the JavaScript. */
interface Engine {
    /** For all the jobs of an exchange, on a machine that is busy with other things. */
    Duration PATIENCE = Duration.ofMinutes(8);

    String name();

    /** Why it cannot run here, if so. */
    Optional<String> missing();

    /** Runs {@code jobs.json} of the folder; results and written files go to {@code out}. */
    void run(Path folder, Path out) throws Exception;
}
