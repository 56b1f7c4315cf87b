package com.patientory.crypto.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.patientory.crypto.error.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object and nothing else.
 *
 * <p>Jackson's messages quote the input, so they are never passed on: the reason is ours, the offset is its.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NAME_CHARS = 128;
    private static final int MAX_NUMBER_CHARS = 20;

    private final String format;
    private final int maxBytes;

    JsonReader(String format, int maxBytes) {
        this.format = format;
        this.maxBytes = maxBytes;
    }

    JsonObject read(byte[] utf8) {
        if (utf8.length > maxBytes) {
            throw MalformedException.of(format, "longer than " + maxBytes + " bytes");
        }
        try (JsonParser parser = factory().createParser(decode(utf8))) {
            require(parser, parser.nextToken() == JsonToken.START_OBJECT, "not a JSON object");
            JsonObject object = object(parser);
            require(parser, parser.nextToken() == null, "text after the JSON object");
            return object;
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            throw MalformedException.at(format, offset, "not JSON, or beyond the limits of this reader");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail", e);
        }
    }

    private JsonFactory factory() {
        // Pooled buffers would keep a copy of a private key for as long as the thread lives.
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .maxStringLength(maxBytes)
                        .build())
                .build();
    }

    private String decode(byte[] utf8) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(utf8);
        try {
            return decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            throw MalformedException.at(format, in.position(), "not UTF-8");
        }
    }

    private JsonObject object(JsonParser parser) throws IOException {
        Map<String, Object> members = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser, parser.currentName());
            parser.nextToken();
            require(parser, members.put(name, value(parser)) == null, "a duplicate member");
        }
        return new JsonObject(format, members);
    }

    private Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> wellFormed(parser, parser.getText());
            case VALUE_NUMBER_INT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw malformed(parser, "a value that is neither text, whole number, boolean, object nor list");
        };
    }

    private Long number(JsonParser parser) throws IOException {
        require(parser, parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER, "a number beyond 64 bits");
        // JavaScript reads another number than 0, and canonical JSON writes it without the sign.
        require(parser, !parser.getText().equals("-0"), "a zero with a sign");
        return parser.getLongValue();
    }

    private List<Object> list(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return values;
    }

    /** Half a surrogate pair has no UTF-8 form, so two different strings would be written alike. */
    private String wellFormed(JsonParser parser, @Nullable String text) {
        String checked = text == null ? "" : text;
        boolean paired = checked.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        require(parser, paired, "half a surrogate pair");
        return checked;
    }

    private void require(JsonParser parser, boolean condition, String reason) {
        if (!condition) {
            throw malformed(parser, reason);
        }
    }

    private MalformedException malformed(JsonParser parser, String reason) {
        return MalformedException.at(format, parser.currentTokenLocation().getCharOffset(), reason);
    }
}
