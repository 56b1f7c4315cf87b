package com.patientory.chain.device;

import com.patientory.chain.model.GranteeId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names that a sentence may contain: each visible as written, and of one grantee only. */
final class Directory {
    private static final int MAX_NAME_CHARS = 100;
    private static final Set<Integer> INVISIBLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private Directory() {}

    static Map<GranteeId, String> checked(Map<GranteeId, String> names) {
        Map<GranteeId, String> copy = Map.copyOf(names);
        Set<String> seen = new HashSet<>();
        copy.forEach((grantee, name) -> {
            require(!name.isBlank(), grantee, "is blank");
            require(
                    name.length() <= MAX_NAME_CHARS,
                    grantee,
                    "has " + name.length() + " characters, at most " + MAX_NAME_CHARS);
            require(
                    name.codePoints().noneMatch(c -> INVISIBLE.contains(Character.getType(c))),
                    grantee,
                    "has a character that is not visible as written");
            require(seen.add(name), grantee, "is another grantee's too");
        });
        return copy;
    }

    private static void require(boolean holds, GranteeId grantee, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("the name of " + grantee + " " + otherwise);
        }
    }
}
