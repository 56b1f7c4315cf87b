/**
 * Fetches a patient's records from a hospital's record system and hands each one over exactly once.
 *
 * <p>{@link com.patientory.ehr.spi} is what a connector implements, {@link com.patientory.ehr.fhir} is the FHIR R4
 * connector, {@link com.patientory.ehr} drives a connector and hands records to a sink.
 */
module com.patientory.ehr {
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports com.patientory.ehr;
    exports com.patientory.ehr.fhir;
    exports com.patientory.ehr.spi;
}
