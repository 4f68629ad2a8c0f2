package io.github.djlobservability.payload;

import io.github.djlobservability.payload.ExpectedFields.Kind;
import io.github.djlobservability.payload.document.Chat;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fields of one item of a tree, by the one rule that holds for requests, responses and
 * files: the member {@code inner} of the object {@code outer} is the field {@code outer.inner}; an
 * element of an array of up to {@value #MAX_LISTED} values is the field {@code outer[0]}; but an
 * array of numbers is one vector, and nested arrays of numbers are the summary of one tensor. Where
 * the reference has a single value, an array of one element is that element. A recording or an
 * image is fields of its figures. A {@link Chat} is fields of its newest message, unless the
 * reference has its messages by their places. Not thread-safe.
 */
final class Flattening {
  /** Longer arrays of anything but numbers are not looked into. */
  static final int MAX_LISTED = 16;

  /** An item with more fields is not read. */
  static final int MAX_FIELDS = 10_000;

  /** An item with a longer name is not read. */
  static final int MAX_NAME = 200;

  private static final Fields NO_FIELDS = new Fields(Map.of(), false);

  private final ExpectedFields expected;
  private final MediaFields media;
  private final boolean counting;

  /** Flattens what a reference is to be compared with, or made of. */
  Flattening(ExpectedFields expected, MediaFields media) {
    this(expected, media, false);
  }

  private Flattening(ExpectedFields expected, MediaFields media, boolean counting) {
    this.expected = expected;
    this.media = media;
    this.counting = counting;
  }

  /** Makes no fields at all, for items that are only counted. */
  static Flattening counting(MediaFields media) {
    return new Flattening(ExpectedFields.NONE, media, true);
  }

  /** Returns the fields of an object; where there is nothing to flatten, they are its members. */
  public Fields fields(Map<?, ?> object) throws NotReadException {
    if (counting) {
      return NO_FIELDS;
    }
    if (isFlat(object)) {
      // All its names are texts, and nobody changes it.
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) object;
      return new Fields(members, false);
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : object.entrySet()) {
      put(fields, String.valueOf(member.getKey()), member.getValue());
    }
    return new Fields(fields, false);
  }

  private boolean isFlat(Map<?, ?> object) {
    if (object.size() > MAX_FIELDS) {
      return false;
    }
    for (Map.Entry<?, ?> member : object.entrySet()) {
      Object value = member.getValue();
      boolean flat =
          member.getKey() instanceof String name
              && name.length() <= MAX_NAME
              && !(value instanceof Map<?, ?>)
              && !(value instanceof Values)
              && !isMedia(name, value);
      if (!flat) {
        return false;
      }
    }
    return true;
  }

  private boolean isMedia(String name, @Nullable Object value) {
    return value instanceof String text && media.isMedia(text) && expected.kind(name) == null;
  }

  /** Adds a value under a name, or what it holds under names that begin with it. */
  void put(Map<String, @Nullable Object> into, String name, @Nullable Object node)
      throws NotReadException {
    if (counting) {
      return;
    }
    check(into, name);
    if (node instanceof Map<?, ?> object && !object.isEmpty()) {
      for (Map.Entry<?, ?> member : object.entrySet()) {
        put(into, name + "." + member.getKey(), member.getValue());
      }
    } else if (node instanceof String text && isMedia(name, text)) {
      media.put(into, name, text);
    } else if (node instanceof Values values) {
      putArray(into, name, values);
    } else {
      into.put(name, node instanceof Map<?, ?> ? new Fields.Other("{}") : node);
    }
  }

  /** Refuses a field with a name that is too long, or one too many; nothing while counting. */
  void check(Map<String, @Nullable Object> fields, String name) throws NotReadException {
    if (!counting && (name.length() > MAX_NAME || fields.size() >= MAX_FIELDS)) {
      throw new NotReadException(
          NotRead.SIZE,
          name.length() > MAX_NAME
              ? "a field's name has " + name.length() + " characters, more than " + MAX_NAME
              : "an item has more than " + MAX_FIELDS + " fields");
    }
  }

  private void putArray(Map<String, @Nullable Object> into, String name, Values values)
      throws NotReadException {
    Values wave = expected.kind(name) == null ? media.wave(values) : null;
    if (wave != null) {
      media.put(into, name, wave);
      return;
    }
    boolean single = values.size() == 1 && expected.kind(name) == Kind.VALUE;
    boolean listed = expected.knowsElementsOf(name);
    Chat chat = listed ? null : Chat.of(name, values);
    Object whole = single || listed ? null : whole(name, values);
    if (chat != null) {
      putChat(into, name, chat);
    } else if (single) {
      put(into, name, values.get(0));
    } else if (whole != null) {
      into.put(name, whole);
    } else if (listed || (values.size() > 0 && values.size() <= MAX_LISTED)) {
      for (int i = 0; i < values.size(); i++) {
        put(into, name + "[" + i + "]", values.get(i));
      }
    } else {
      into.put(name, new Fields.Other("an array of " + values.size() + " values"));
    }
  }

  private void putChat(Map<String, @Nullable Object> into, String name, Chat chat)
      throws NotReadException {
    put(into, name + ".user", chat.user());
    put(into, name + ".count", (double) chat.count());
    if (chat.system() != null) {
      put(into, name + ".system", chat.system());
    }
    for (String file : chat.files()) {
      if (media.isMedia(file)) {
        media.putByKind(into, name, file);
        return;
      }
    }
  }

  /** Returns an array of numbers as one value; null if it has anything else. */
  @Nullable Object whole(String name, Values values) {
    if (values.size() == 0) {
      return null;
    }
    if (!values.isNested()) {
      return Vectors.vector(values);
    }
    double[] numbers = Vectors.all(values);
    if (numbers == null) {
      return null;
    }
    return expected.kind(name) == Kind.VECTOR ? Vectors.floats(numbers) : TensorSummary.of(numbers);
  }
}
