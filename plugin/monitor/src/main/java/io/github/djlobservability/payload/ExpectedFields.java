package io.github.djlobservability.payload;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the inputs of a reference, which decide where a payload alone would not. Immutable.
 *
 * <p>A name such as {@code home.zip} or {@code items[0].price} is a path: then {@code home} and
 * {@code items} are expected, too.
 */
public final class ExpectedFields {

  /** Says what kind of values an input has. */
  public enum Kind {
    /** One number, flag, text or category. */
    VALUE,
    /** An embedding or a tensor. */
    VECTOR
  }

  /** Expects nothing: whatever is sent is a field. */
  public static final ExpectedFields NONE = new ExpectedFields(Map.of());

  private final Map<String, Kind> inputs;
  private final List<String> names;
  private final Set<String> roots = new HashSet<>();

  /**
   * @param inputs the names of the inputs, in their order, and what they are
   */
  public ExpectedFields(Map<String, Kind> inputs) {
    this.inputs = new LinkedHashMap<>(inputs);
    this.names = List.copyOf(this.inputs.keySet());
    names.forEach(this::addRoots);
  }

  private void addRoots(String name) {
    for (int i = 1; i < name.length(); i++) {
      if (name.charAt(i) == '.' || name.charAt(i) == '[') {
        roots.add(name.substring(0, i));
      }
    }
  }

  /** Returns whether anything is expected at all. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Returns the names of the inputs, in their order. */
  public List<String> names() {
    return names;
  }

  /** Returns what an input is; null if there is none of that name. */
  public @Nullable Kind kind(String name) {
    return inputs.get(name);
  }

  /** Returns whether a name, or one that begins with it as a path, is an input's. */
  boolean knows(String name) {
    return inputs.containsKey(name) || roots.contains(name);
  }

  /** Returns whether one of the names is known. */
  boolean knowsAnyOf(Collection<String> candidates) {
    for (String name : candidates) {
      if (knows(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how many values a reference needs whose inputs have no names but their places: {@code
   * x0}, {@code x1}, ...; 0 for any other reference.
   */
  int places() {
    int places = 0;
    for (String name : names) {
      int place = place(name);
      if (place < 0) {
        return 0;
      }
      places = Math.max(places, place + 1);
    }
    return places;
  }

  private static int place(String name) {
    boolean digits = name.length() > 1 && name.length() < 8 && name.charAt(0) == 'x';
    for (int i = 1; i < name.length(); i++) {
      digits &= name.charAt(i) >= '0' && name.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(name.substring(1)) : -1;
  }

  /** Returns whether the values of an array are inputs one by one. */
  boolean knowsElementsOf(String name) {
    return roots.contains(name) && knows(name + "[0]");
  }

  /** Returns whether there is one input, and it is a vector. */
  boolean isOneVector() {
    return names.size() == 1 && inputs.get(names.get(0)) == Kind.VECTOR;
  }
}
