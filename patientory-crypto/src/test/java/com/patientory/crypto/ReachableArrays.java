package com.patientory.crypto;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The byte and char arrays that an object of this SDK reaches through fields of this SDK's types; of a buffer, a copy of its
 * content.
 */
public final class ReachableArrays {
    private final Map<String, Object> arrays = new LinkedHashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private ReachableArrays() {}

    /** The arrays by type and field, {@code #} and a number. */
    public static Map<String, Object> of(Object root) throws IllegalAccessException {
        ReachableArrays search = new ReachableArrays();
        search.visit("root", root);
        while (!search.open.isEmpty()) {
            search.fieldsOf(search.open.remove());
        }
        return search.arrays;
    }

    private void fieldsOf(Object object) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean ours = field.getDeclaringClass().getName().startsWith("com.patientory.");
                if (ours
                        && !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    visit(type.getSimpleName() + "." + field.getName(), field.get(object));
                }
            }
        }
    }

    private void visit(String path, Object value) {
        if (value == null || !seen.add(value)) {
            return;
        }
        if (value instanceof byte[] || value instanceof char[]) {
            arrays.put(path + "#" + arrays.size(), value);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] content = new byte[buffer.capacity()];
            buffer.duplicate().clear().get(content);
            arrays.put(path + "#" + arrays.size(), content);
        } else if (value instanceof Object[] elements) {
            for (Object element : elements) {
                visit(path, element);
            }
        } else if (value.getClass().getName().startsWith("com.patientory.")) {
            open.add(value);
        }
    }

    public static boolean isZero(Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            Object element = Array.get(array, i);
            if (!element.equals((byte) 0) && !element.equals('\0')) {
                return false;
            }
        }
        return true;
    }
}
