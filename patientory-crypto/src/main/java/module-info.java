/**
 * Keys from twelve words, envelope encryption of files, and the signed registration.
 *
 * <p>{@link com.patientory.crypto} is the whole API, {@link com.patientory.crypto.error} its errors. The module neither
 * logs nor opens a connection, and stays within Android API level 26.
 */
// bitcoinj has no module descriptor; its manifest fixes the automatic name.
@SuppressWarnings("requires-automatic")
module com.patientory.crypto {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires org.bitcoinj.core;
    requires org.bouncycastle.provider;

    exports com.patientory.crypto;
    exports com.patientory.crypto.error;
}
