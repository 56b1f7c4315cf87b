package com.patientory.ehr.fhir;

import java.util.Locale;

/** Compares media types by what matters for documents. */
final class MediaTypes {
    private MediaTypes() {}

    static String essence(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String type) {
        String essence = essence(type);
        return essence.equals("application/json") || essence.equals("text/json") || essence.endsWith("+json");
    }

    static boolean isXml(String type) {
        String essence = essence(type);
        return essence.equals("application/xml") || essence.equals("text/xml") || essence.endsWith("+xml");
    }

    /** Whether content sent as one type may be what was declared as the other; unknown types fit everything. */
    static boolean compatible(String declared, String sent) {
        String a = essence(declared);
        String b = essence(sent);
        return a.isEmpty()
                || b.isEmpty()
                || a.equals(b)
                || b.equals("application/octet-stream")
                || a.equals("application/octet-stream")
                || (isXml(a) && isXml(b))
                || (isJson(a) && isJson(b));
    }

    /**
     * What to ask for. A server that keeps documents as FHIR Binary sends the bytes themselves for their own type. For
     * XML and JSON it cannot tell that wish from the wish for the resource in that syntax, so there the resource is asked
     * for in JSON, and both answers are understood.
     */
    static String accept(String declared) {
        if (isXml(declared) || isJson(declared)) {
            return JsonReader.FHIR_JSON;
        }
        String essence = essence(declared);
        return essence.isEmpty() ? "*/*" : essence;
    }
}
