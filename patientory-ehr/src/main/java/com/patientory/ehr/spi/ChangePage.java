package com.patientory.ehr.spi;

import java.util.List;

/**
 * One page of a patient's changes.
 *
 * @param changes what changed, each document once per page
 * @param next where to go on; may be kept for later only if {@code more} is false
 * @param more whether {@code next} is a further page of the same listing
 * @param complete false if the site left something out of the listing; after the last page {@code next} then stands where
 *     the listing began
 */
public record ChangePage(List<Change> changes, Cursor next, boolean more, boolean complete) {
    /**
     * Copies the list.
     *
     * @param changes what changed
     * @param next where to go on
     * @param more whether {@code next} is a further page of the same listing
     * @param complete false if the site left something out of the listing
     */
    public ChangePage {
        changes = List.copyOf(changes);
    }
}
