package io.github.djlobservability.monitoring;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the bytes of all objects that can be reached from one: ours by their fields, collections
 * of Java by their elements, which takes no flag of the virtual machine. It stops at threads,
 * classes and the telemetry of others. Sizes are those of compressed references.
 */
final class HeapWalk {
  private static final int HEADER = 12;
  private static final int REFERENCE = 4;
  private static final int ENTRY = 48;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private final Map<String, Long> bytesByClass = new TreeMap<>();
  private long bytes;

  static HeapWalk from(Object root) {
    HeapWalk walk = new HeapWalk();
    walk.reach(root);
    while (!walk.open.isEmpty()) {
      walk.visit(walk.open.pop());
    }
    return walk;
  }

  long bytes() {
    return bytes;
  }

  /** The classes that take most, for people. */
  String largest() {
    StringBuilder text = new StringBuilder();
    bytesByClass.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(15)
        .forEach(e -> text.append(e.getValue()).append(' ').append(e.getKey()).append('\n'));
    return text.toString();
  }

  private void reach(@Nullable Object object) {
    if (object == null || isForeign(object) || !seen.add(object)) {
      return;
    }
    open.push(object);
  }

  private static boolean isForeign(Object object) {
    String name = object.getClass().getName();
    return object instanceof Thread
        || object instanceof Class<?>
        || object instanceof ClassLoader
        || object instanceof Reference<?>
        || object instanceof Enum<?>
        || name.startsWith("io.opentelemetry.")
        || name.startsWith("org.slf4j.")
        || name.startsWith("org.apache.logging.");
  }

  private void visit(Object object) {
    if (object instanceof String text) {
      count(object, 24 + 16 + text.length());
    } else if (object.getClass().isArray()) {
      array(object);
    } else if (object instanceof Map<?, ?> map && isOfJava(object)) {
      count(object, 64 + (long) (ENTRY + 2 * REFERENCE) * map.size());
      for (Object entry : snapshot(map.entrySet())) {
        reach(((Map.Entry<?, ?>) entry).getKey());
        reach(((Map.Entry<?, ?>) entry).getValue());
      }
    } else if (object instanceof Collection<?> collection && isOfJava(object)) {
      count(object, 40 + 24L * collection.size());
      for (Object element : snapshot(collection)) {
        reach(element);
      }
    } else if (isOfJava(object)) {
      count(object, 32);
    } else {
      fields(object);
    }
  }

  /** Copies a collection that the worker's thread may be changing: until one copy is whole. */
  private static Object[] snapshot(Collection<?> collection) {
    while (true) {
      try {
        return collection.toArray();
      } catch (ConcurrentModificationException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean isOfJava(Object object) {
    return object.getClass().getName().startsWith("java.");
  }

  private void array(Object array) {
    int length = Array.getLength(array);
    Class<?> type = array.getClass().getComponentType();
    count(array, 16 + (long) size(type) * length);
    if (!type.isPrimitive()) {
      for (int i = 0; i < length; i++) {
        reach(Array.get(array, i));
      }
    }
  }

  private void fields(Object object) {
    long size = HEADER;
    for (Class<?> type = object.getClass();
        type != null && type != Object.class;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          size += size(field.getType());
          follow(field, object);
        }
      }
    }
    count(object, size);
  }

  private void follow(Field field, Object object) {
    if (field.getType().isPrimitive() || !field.trySetAccessible()) {
      return;
    }
    try {
      reach(field.get(object));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }

  private static int size(Class<?> type) {
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    }
    if (type == int.class || type == float.class || !type.isPrimitive()) {
      return REFERENCE;
    }
    return type == short.class || type == char.class ? 2 : 1;
  }

  private void count(Object object, long size) {
    long rounded = (size + 7) / 8 * 8;
    bytes += rounded;
    bytesByClass.merge(object.getClass().getName(), rounded, Long::sum);
  }
}
