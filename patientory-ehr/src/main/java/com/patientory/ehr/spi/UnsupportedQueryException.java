package com.patientory.ehr.spi;

import java.util.EnumSet;
import java.util.Set;

/** The site cannot search a patient by what the query holds; nothing was sent. */
public final class UnsupportedQueryException extends EhrException {
    private static final long serialVersionUID = 1L;

    /** The combinations that the site accepts. */
    private final EnumSet<Capabilities.PatientSearch> accepted;

    /**
     * Lists what would be accepted.
     *
     * @param accepted the combinations that the site accepts
     */
    public UnsupportedQueryException(Set<Capabilities.PatientSearch> accepted) {
        super("site accepts patient searches by " + accepted);
        this.accepted = EnumSet.noneOf(Capabilities.PatientSearch.class);
        this.accepted.addAll(accepted);
    }

    /**
     * Lists what would be accepted.
     *
     * @return the combinations
     */
    public Set<Capabilities.PatientSearch> accepted() {
        return Set.copyOf(accepted);
    }
}
