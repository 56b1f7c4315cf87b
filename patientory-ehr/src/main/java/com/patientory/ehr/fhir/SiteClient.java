package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrRefusedException;
import com.patientory.ehr.spi.EhrUnavailableException;
import com.patientory.ehr.spi.EhrUnavailableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET requests to one site: token, repetitions with pauses, deadline, statuses turned into exceptions. */
final class SiteClient {
    private static final Logger LOG = LoggerFactory.getLogger(SiteClient.class);

    /**
     * What to ask for.
     *
     * @param uri an address of the site's origin
     * @param accept the media types wanted
     * @param template the address as it may be logged
     */
    record Question(URI uri, String accept, String template) {}

    /** Reads an answer; may fail as unavailable, and the question is then asked again. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String contentType, InputStream body) throws IOException, InterruptedException;
    }

    private final FhirSite site;
    private final SiteAddress address;
    private final HttpClient http;
    private final Pauses pauses;
    private volatile boolean closed;

    SiteClient(FhirSite site, Pauses pauses) {
        this.site = site;
        this.address = new SiteAddress(site.base(), site.allowPrivateNetwork());
        this.pauses = pauses;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(site.timeouts().connect())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    SiteAddress address() {
        return address;
    }

    void close() {
        closed = true;
    }

    <T> T get(Question question, Reader<T> reader) throws EhrException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("the connector is closed");
        }
        if (!address.sameOrigin(question.uri())) {
            throw new EhrProtocolException(Violation.FOREIGN_ORIGIN);
        }
        address.checkReachable();
        long deadline = System.nanoTime() + site.timeouts().deadline().toNanos();
        Attempts attempts = new Attempts();
        while (true) {
            try {
                return attempt(question, reader, attempts);
            } catch (EhrUnavailableException e) {
                LOG.debug("{} attempt {} failed: {}", question.template(), attempts.made, e.kind());
                Duration pause = pauses.before(attempts.made, attempts.retryAfter);
                if (attempts.made >= Pauses.MAX_ATTEMPTS || System.nanoTime() + pause.toNanos() > deadline) {
                    throw new EhrUnavailableException(e.kind(), e.status(), attempts.made);
                }
                pauses.sleep(pause);
            }
        }
    }

    /** How often a question was asked, and what the site wished for the next time. */
    private static final class Attempts {
        private int made;
        private String retryAfter = "";
    }

    private <T> T attempt(Question question, Reader<T> reader, Attempts attempts)
            throws EhrException, InterruptedException {
        attempts.made++;
        attempts.retryAfter = "";
        try {
            HttpResponse<InputStream> response = sendWithToken(question);
            attempts.retryAfter = response.headers().firstValue("Retry-After").orElse("");
            checkStatus(response);
            String type = response.headers().firstValue("Content-Type").orElse("");
            T result = reader.read(type, response.body());
            LOG.debug("{} answered {}", question.template(), response.statusCode());
            return result;
        } catch (EhrException e) {
            throw e;
        } catch (InterruptedIOException e) {
            Thread.interrupted(); // The exception carries it on.
            throw new InterruptedException("interrupted while talking to the site");
        } catch (HttpTimeoutException e) {
            throw new EhrUnavailableException(Kind.TIMEOUT, 0, 1);
        } catch (IOException e) {
            throw new EhrUnavailableException(Kind.CONNECTION, 0, 1);
        }
    }

    private HttpResponse<InputStream> sendWithToken(Question question) throws IOException, InterruptedException {
        String token = site.tokens().token();
        HttpResponse<InputStream> response = send(question, token);
        if (response.statusCode() == 401 && !token.isEmpty()) {
            response.body().close();
            site.tokens().rejected(token);
            response = send(question, site.tokens().token());
        }
        return response;
    }

    private HttpResponse<InputStream> send(Question question, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
                .timeout(site.timeouts().answer())
                .header("Accept", question.accept());
        if (!token.isEmpty()) {
            authorize(request, token);
        }
        return http.send(
                request.build(),
                info -> new TimedBody(info.statusCode(), site.timeouts().idle()));
    }

    private static void authorize(HttpRequest.Builder request, String token) throws EhrRefusedException {
        try {
            request.header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            // Its message quotes the token, so it goes no further; no site takes such a token.
            throw new EhrRefusedException(401);
        }
    }

    private static void checkStatus(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        if (status == 200) {
            return;
        }
        response.body().close();
        if (status == 429 || status == 503) {
            throw new EhrUnavailableException(Kind.OVERLOADED, status, 1);
        }
        if (status >= 500) {
            throw new EhrUnavailableException(Kind.SERVER_ERROR, status, 1);
        }
        if (status >= 400) {
            throw new EhrRefusedException(status);
        }
        throw new EhrProtocolException(status >= 300 ? Violation.REDIRECT : Violation.UNSUPPORTED);
    }
}
