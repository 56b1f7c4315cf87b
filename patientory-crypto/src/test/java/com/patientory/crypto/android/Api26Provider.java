package com.patientory.crypto.android;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider that has what Android's have at API level 26, by the names that they have there, done by the JDK's.
 *
 * <p>It knows neither RSASSA-PSS by that name, nor X25519, nor secp256k1, nor HKDF. The names are those of Android's
 * table of supported algorithms; there is no way to run Android's own providers here.
 */
final class Api26Provider extends Provider {
    private static final long serialVersionUID = 1L;

    private static final List<String> ALLOWED = Arrays.asList(
            "MessageDigest.SHA",
            "MessageDigest.SHA-256",
            "MessageDigest.SHA-384",
            "MessageDigest.SHA-512",
            "Mac.HmacSHA256",
            "Mac.HmacSHA384",
            "Mac.HmacSHA512",
            "Cipher.AES",
            "Cipher.RSA",
            "KeyFactory.RSA",
            "KeyFactory.EC",
            "KeyPairGenerator.RSA",
            "KeyPairGenerator.EC",
            "KeyAgreement.ECDH",
            "AlgorithmParameters.EC",
            "AlgorithmParameters.GCM",
            "AlgorithmParameters.OAEP");

    private Api26Provider(String name) {
        super(name, "1.0", "The names of Android at API level 26");
    }

    /** What Android has, done by the providers that there are. */
    static Provider android(Provider... others) {
        Api26Provider android = new Api26Provider("AndroidApi26");
        ALLOWED.forEach(name -> android.delegate(name, name.replaceAll("/.*", ""), others));
        android.delegate("Signature.SHA256withRSA/PSS", "Signature.RSASSA-PSS", others);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        android.delegate("SecureRandom.SHA1PRNG", "SecureRandom." + (windows ? "Windows-PRNG" : "NativePRNG"), others);
        SpareGcm.source = find("Cipher", "AES/GCM/NoPadding", others).getProvider();
        android.putService(new Service(android, "Cipher", "AES/GCM/NoPadding", SpareGcm.class.getName(), null, null));
        return android;
    }

    /** The one thing that the JDK's own EC keys fetch by the name of their provider. */
    static Provider forJdkInternals(Provider... others) {
        Api26Provider provider = new Api26Provider("SunEC");
        provider.delegate("AlgorithmParameters.EC", "AlgorithmParameters.EC", others);
        return provider;
    }

    private void delegate(String name, String source, Provider... others) {
        String type = name.substring(0, name.indexOf('.'));
        Service service = find(type, source.substring(type.length() + 1), others);
        putService(new Delegate(this, service, type, name.substring(type.length() + 1)));
    }

    private static Service find(String type, String algorithm, Provider... providers) {
        for (Provider provider : providers) {
            Service service = provider.getService(type, algorithm);
            if (service != null) {
                return service;
            }
        }
        throw new IllegalStateException("This JDK has no " + type + " " + algorithm);
    }

    /** A service of another provider under a name of this one's. */
    private static final class Delegate extends Service {
        private final Service service;

        Delegate(Provider provider, Service service, String type, String algorithm) {
            super(provider, type, algorithm, service.getClassName(), null, attributes(service));
            this.service = service;
        }

        private static Map<String, String> attributes(Service service) {
            Map<String, String> attributes = new HashMap<>();
            for (String name : Arrays.asList("SupportedModes", "SupportedPaddings", "SupportedKeyClasses")) {
                String value = service.getAttribute(name);
                if (value != null) {
                    attributes.put(name, value);
                }
            }
            return attributes;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return service.newInstance(parameter);
        }
    }
}
