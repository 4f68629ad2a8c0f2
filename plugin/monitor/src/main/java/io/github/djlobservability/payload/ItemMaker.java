package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes single items, and gives names to values that were sent without. Values without names are,
 * in their order, those that the setting names, else the inputs of the reference; without either
 * {@code x0}, {@code x1}, ... Thread-safe.
 */
final class ItemMaker {
  /** More numbers without names are one vector, unless as many inputs are expected. */
  static final int MAX_POSITIONS = 256;

  private final ExpectedFields expected;
  private final List<String> names;
  private final boolean told;
  private final MediaFields media;

  /** How many values a reference needs that has no names, but x0, x1, ...; 0 for any other. */
  private final int places;

  private final Flattening flattening;

  /**
   * @param told the names that the setting gives, in order; empty without the setting
   */
  ItemMaker(ExpectedFields expected, List<String> told, MediaFields media, Flattening flattening) {
    this.expected = expected;
    this.media = media;
    this.told = !told.isEmpty();
    this.places = told.isEmpty() ? expected.places() : 0;
    this.names = this.told ? told : places > 0 ? List.of() : expected.names();
    this.flattening = flattening;
  }

  Flattening flattening() {
    return flattening;
  }

  /** Returns how many values without names are expected; 0 if that is not known. */
  int positions() {
    return places > 0 ? places : names.size();
  }

  Fields named(Map<?, ?> object) throws NotReadException {
    return flattening.fields(object);
  }

  /** Makes an item of one value without a name. */
  Fields single(@Nullable Object value) throws NotReadException {
    if (value instanceof String recording && media.isMedia(recording)) {
      return media.item(recording);
    }
    check(1);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    flattening.put(fields, names.isEmpty() ? Fields.VALUE : names.get(0), value);
    return new Fields(fields, false);
  }

  /** Makes an item of values without names, or of one vector. */
  Fields positional(Values values) throws NotReadException {
    return positional(values, false);
  }

  /**
   * Makes an item of values without names.
   *
   * @param text whether all was sent as text
   */
  Fields positional(Values values, boolean text) throws NotReadException {
    if (values.size() == 1 && values.get(0) instanceof String one && media.isMedia(one)) {
      return single(values.get(0));
    }
    Values wave = media.wave(values);
    if (wave != null) {
      return media.item(wave);
    }
    if (isOneValue(values)) {
      return oneValue(values);
    }
    check(values.size());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      flattening.put(fields, name(i), values.get(i));
    }
    return new Fields(fields, text);
  }

  private String name(int position) {
    return names.isEmpty() ? Fields.positionName(position) : names.get(position);
  }

  private boolean isOneValue(Values values) {
    if (expected.isOneVector() || values.isNested()) {
      return true;
    }
    return values.isNumeric() && values.size() > MAX_POSITIONS && values.size() != positions();
  }

  private Fields oneValue(Values values) throws NotReadException {
    check(1);
    String name = names.isEmpty() ? Fields.VALUE : names.get(0);
    Object whole = flattening.whole(name, values);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (whole == null) {
      flattening.put(fields, name, values);
    } else {
      fields.put(name, whole);
    }
    return new Fields(fields, false);
  }

  private void check(int found) throws NotReadException {
    boolean fits = places > 0 ? found >= places : names.isEmpty() || found == names.size();
    if (fits) {
      return;
    }
    throw new NotReadException(
        NotRead.POSITIONS,
        "there "
            + (found == 1 ? "is 1 value" : "are " + found + " values")
            + " without a name; "
            + (told ? "the names given are " : "the reference has ")
            + positions()
            + ": "
            + Fields.shown(told ? names : expected.names(), ""));
  }
}
