package com.patientory.ehr.spi;

/** The site cannot serve now; the same call may succeed later. */
public final class EhrUnavailableException extends EhrException {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Kind {
        /** No connection, or it broke. */
        CONNECTION,
        /** No answer, or no further byte, in time. */
        TIMEOUT,
        /** The site asks to be left alone for a while (429, 503). */
        OVERLOADED,
        /** The site failed (other 5xx). */
        SERVER_ERROR,
        /** The answer ended before its end. */
        TRUNCATED
    }

    /** What stood in the way. */
    private final Kind kind;

    /** The HTTP status of the last attempt. */
    private final int status;

    /** The number of attempts. */
    private final int attempts;

    /**
     * Names the obstacle.
     *
     * @param kind what stood in the way
     * @param status the HTTP status of the last attempt, 0 if there was none
     * @param attempts the number of attempts, 1 and more
     */
    public EhrUnavailableException(Kind kind, int status, int attempts) {
        super("site unavailable: " + kind + ", status " + status + ", attempts " + attempts);
        this.kind = kind;
        this.status = status;
        this.attempts = attempts;
    }

    /**
     * Tells what stood in the way.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Tells the HTTP status of the last attempt.
     *
     * @return the status, 0 if there was none
     */
    public int status() {
        return status;
    }

    /**
     * Tells how often it was tried.
     *
     * @return the number of attempts
     */
    public int attempts() {
        return attempts;
    }
}
