package com.patientory.ehr.spi;

/** The site understood and said no (4xx); repeating the call does not help. */
public final class EhrRefusedException extends EhrException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;

    /**
     * Names the answer.
     *
     * @param status the HTTP status, 400 to 499
     */
    public EhrRefusedException(int status) {
        super("site refused with status " + status);
        this.status = status;
    }

    /**
     * Tells the answer.
     *
     * @return the HTTP status
     */
    public int status() {
        return status;
    }

    /**
     * Tells whether the thing asked for is not there.
     *
     * @return true for 404 and 410
     */
    public boolean notFound() {
        return status == 404 || status == 410;
    }
}
