/**
 * Content-addressed storage for opaque bytes: every blob is named by its CID, every read is verified against that
 * name by the reader, and a replicated store places, watches and repairs copies over several nodes.
 */
module com.patientory.storage {
    requires static transitive org.jspecify;
    requires java.net.http;

    exports com.patientory.storage;
    exports com.patientory.storage.dag;
    exports com.patientory.storage.kubo;
    exports com.patientory.storage.local;
    exports com.patientory.storage.memory;
    exports com.patientory.storage.replication;
    exports com.patientory.storage.spi;
}
