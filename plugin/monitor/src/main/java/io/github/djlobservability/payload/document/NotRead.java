package io.github.djlobservability.payload.document;

import java.util.Locale;

/** Says why an item, or a whole payload, is not compared with a reference. */
public enum NotRead {
  /** There is no body. */
  EMPTY,
  /** It is larger than what is read. */
  SIZE,
  /** It was sent in chunks. */
  STREAM,
  /** Too many payloads waited to be read. */
  MEMORY,
  /** It is of a type that is not read, such as an image. */
  TYPE,
  /** It is not what it begins as: JSON that breaks off, a table with rows of unequal length. */
  MALFORMED,
  /** The configured path leads to nothing. */
  PATH,
  /** It has another number of values without names than the reference has inputs. */
  POSITIONS,
  /** It has no field that the reference has. */
  NO_FIELD,
  /** The response has no prediction for each item. */
  NO_PREDICTION;

  /** Returns the name in metrics and JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
