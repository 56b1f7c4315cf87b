package com.patientory.examples.webreader;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A real browser, without its window. */
final class ChromiumEngine implements Engine {
    @Override
    public String name() {
        return "Chromium";
    }

    @Override
    public Optional<String> missing() {
        return Chromium.missing();
    }

    @Override
    public void run(Path folder, Path out) throws Exception {
        Map<String, Path> roots =
                Map.of("/", Path.of("web"), "/test/", Path.of("src/test/web"), "/files/", folder, "/out/", out);
        try (Site site = Site.of(roots, out);
                Chromium chromium = Chromium.start()) {
            DevTools page = chromium.open(site.url("/test/conformance.html"));
            page.until("typeof exchange === 'function'");
            page.evaluate("exchange()", PATIENCE);
        }
    }
}
