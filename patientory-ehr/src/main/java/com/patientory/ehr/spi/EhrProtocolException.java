package com.patientory.ehr.spi;

/** The site answered, but with something that must not be believed. */
public final class EhrProtocolException extends EhrException {
    private static final long serialVersionUID = 1L;

    /** The rule that was broken. */
    public enum Violation {
        /** Not the JSON that FHIR prescribes. */
        MALFORMED,
        /** Larger than allowed. */
        TOO_LARGE,
        /** A link leaves the site's origin; no request was made to it. */
        FOREIGN_ORIGIN,
        /** The site answered with a redirect. */
        REDIRECT,
        /** The site's address is private and that was not allowed. */
        PRIVATE_ADDRESS,
        /** The site's address is public and its scheme is not https. */
        CLEARTEXT,
        /** Paging leads back to where it came from. */
        PAGING_LOOP,
        /** The content is not of the declared type. */
        CONTENT_TYPE,
        /** The content has not the declared size. */
        SIZE_MISMATCH,
        /** The content has not the declared hash. */
        HASH_MISMATCH,
        /** The document was changed or moved while it was fetched. */
        VERSION_MISMATCH,
        /** An answer in a form that this connector does not read. */
        UNSUPPORTED,
        /** A cursor that this connector did not make. */
        BAD_CURSOR
    }

    /** The rule that was broken. */
    private final Violation violation;

    /**
     * Names the rule.
     *
     * @param violation the rule that was broken
     */
    public EhrProtocolException(Violation violation) {
        super("site broke a rule: " + violation);
        this.violation = violation;
    }

    /**
     * Tells the rule.
     *
     * @return the rule that was broken
     */
    public Violation violation() {
        return violation;
    }
}
