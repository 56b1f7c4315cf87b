package com.patientory.ehr.testkit;

/** Something a record system does wrong; armed for a number of times in {@link EhrSimulator#arm}. */
public enum Fault {
    /** Answers 429 with a Retry-After of zero seconds. */
    TOO_MANY_REQUESTS,
    /** Answers 503 with a Retry-After that is nonsense. */
    UNAVAILABLE,
    /** Answers 500. */
    SERVER_ERROR,
    /** Answers 401. */
    UNAUTHORIZED,
    /** Answers 302 to another host. */
    REDIRECT,
    /** Cuts a page of JSON off in its middle. */
    TRUNCATED_PAGE,
    /** Cuts a document off in its middle, with the whole length in the header. */
    TRUNCATED_DOCUMENT,
    /** Ends a document in its middle as if it were whole. */
    SHORT_DOCUMENT,
    /** Changes a byte of a document. */
    CORRUPT_DOCUMENT,
    /** Sends half a document and then nothing. */
    STALLED_DOCUMENT,
    /** Sends a page of HTML instead of a document. */
    LOGIN_PAGE,
    /** Leaves half of a listing out and ends it. */
    PARTIAL_LISTING,
    /** Links to the next page on another host. */
    FOREIGN_NEXT_LINK,
    /** Links from a page to itself. */
    LOOPING_NEXT_LINK,
    /** Shows another patient's document on a page. */
    FOREIGN_PATIENT,
    /** Shows each document of a page twice. */
    DUPLICATE_ENTRIES,
    /** Says on a page that something is missing. */
    OUTCOME_INCOMPLETE
}
