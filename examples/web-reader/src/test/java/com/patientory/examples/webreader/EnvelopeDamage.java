package com.patientory.examples.webreader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One envelope, spoiled in each way that envelope-v1 names. */
final class EnvelopeDamage {
    private final String good;
    private final Map<String, String> cases = new LinkedHashMap<>();

    private EnvelopeDamage(String good) {
        this.good = good;
    }

    static Map<String, String> refusedForIntegrity(String good) {
        EnvelopeDamage damage = new EnvelopeDamage(good);
        damage.edit("an entry left out", json -> entries(json).remove(0));
        damage.edit(
                "two entries exchanged", json -> entries(json).add(entries(json).remove(0)));
        damage.header("a name left out of kids", header -> ((ArrayNode) header.get("kids")).remove(0));
        damage.edit("an altered iv", json -> turn(json, "iv"));
        damage.edit("an altered ciphertext", json -> turn(json, "ciphertext"));
        damage.edit("an altered tag", json -> turn(json, "tag"));
        damage.edit(
                "an altered wrapped key",
                json -> turn((ObjectNode) entries(json).get(1), "encrypted_key"));
        damage.edit("a wrapped key of another", json -> {
            JsonNode other = entries(json).get(0).get("encrypted_key");
            ((ObjectNode) entries(json).get(1)).set("encrypted_key", other);
        });
        damage.edit(
                "a protected header in another order",
                json -> rewriteHeader(json, header -> {
                    JsonNode typ = header.remove("enc");
                    header.set("enc", typ);
                }));
        return damage.cases;
    }

    static Map<String, String> refusedAsUnsupported(String good) {
        EnvelopeDamage damage = new EnvelopeDamage(good);
        for (String alg : new String[] {"RSA1_5", "RSA-OAEP", "dir", "rsa-oaep-256"}) {
            damage.edit("alg " + alg, json -> ((ObjectNode) entries(json).get(1).get("header")).put("alg", alg));
        }
        damage.header("enc A128GCM", header -> header.put("enc", "A128GCM"));
        damage.header("another typ", header -> header.put("typ", "patientory-envelope-v2+json"));
        damage.header("zip", header -> header.put("zip", "DEF"));
        damage.header("crit", header -> header.putArray("crit").add("exp"));
        return damage.cases;
    }

    static Map<String, String> refusedAsMalformed(String good) {
        EnvelopeDamage damage = new EnvelopeDamage(good);
        damage.edit("a member too many", json -> json.put("aad", ""));
        damage.edit("a member missing", json -> json.remove("tag"));
        damage.edit("an entry twice", json -> entries(json).add(entries(json).get(0)));
        damage.edit("no recipients", json -> json.putArray("recipients"));
        damage.edit(
                "padding in base64url", json -> json.put("iv", json.get("iv").asText() + "="));
        damage.edit("surplus bits in base64url", json -> json.put("tag", "3gejsUJRHhkDJzAbrYIoQh"));
        damage.edit("an iv of 11 bytes", json -> json.put("iv", "AAAAAAAAAAAAAAA"));
        damage.edit("a member in an entry", json -> ((ObjectNode) entries(json).get(0)).put("x", 1));
        damage.header("a member in the protected header", header -> header.put("cty", "x"));
        damage.text("tag twice", good.substring(0, good.length() - 1) + ",\"tag\":\"3gejsUJRHhkDJzAbrYIoQg\"}");
        damage.text("text behind it", good + "x");
        damage.text("a second object behind it", good + "{}");
        damage.text("cut", good.substring(0, good.length() - 1));
        damage.text("an array", "[" + good + "]");
        damage.text("nothing", "");
        damage.text("a byte order mark", "\ufeff" + good);
        damage.text("65,537 bytes", good + " ".repeat(65_537 - good.length()));
        return damage.cases;
    }

    /** Spelled otherwise, and still the same envelope. */
    static Map<String, String> accepted(String good) {
        EnvelopeDamage damage = new EnvelopeDamage(good);
        damage.text("room around it", " \r\n\t" + Json.parse(good).toPrettyString() + "\n");
        damage.text("escapes in it", good.replace("\"tag\"", "\"\\u0074a\\u0067\""));
        damage.text("65,536 bytes", good + " ".repeat(65_536 - good.length()));
        return damage.cases;
    }

    private void text(String name, String json) {
        cases.put(name, json);
    }

    private void edit(String name, Consumer<ObjectNode> change) {
        ObjectNode json = (ObjectNode) Json.parse(good);
        change.accept(json);
        cases.put(name, json.toString());
    }

    private void header(String name, Consumer<ObjectNode> change) {
        edit(name, json -> rewriteHeader(json, change));
    }

    private static void rewriteHeader(ObjectNode json, Consumer<ObjectNode> change) {
        byte[] old = Base64.getUrlDecoder().decode(json.get("protected").asText());
        ObjectNode header = (ObjectNode) Json.parse(new String(old, StandardCharsets.UTF_8));
        change.accept(header);
        json.put("protected", base64(header.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ArrayNode entries(ObjectNode json) {
        return (ArrayNode) json.get("recipients");
    }

    private static void turn(ObjectNode json, String member) {
        byte[] bytes = Base64.getUrlDecoder().decode(json.get(member).asText());
        bytes[bytes.length / 2] ^= 1;
        json.put(member, base64(bytes));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
