package io.github.djlobservability.label;

import io.github.djlobservability.payload.ClassName;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one label together, and says what is wrong with the first that can't be used.
 * To be used once.
 */
final class LabelFields {
  /** The fields that a label can have. */
  static final List<String> NAMES = List.of("id", "row", "label", "time", "weight");

  private final String where;
  private @Nullable String id;
  private int row = Label.NO_ROW;
  private @Nullable Object value;
  private @Nullable Long epochMillis;
  private double weight = 1;
  private @Nullable String problem;

  /**
   * @param where the label is in what was sent: {@code line 3}
   */
  LabelFields(String where) {
    this.where = where;
  }

  /**
   * Takes a field.
   *
   * @param field a {@link Number}, a {@link Boolean} or a {@link String}; anything else is refused
   */
  void put(String name, Object field) {
    switch (name) {
      case "id" -> id(field);
      case "row" -> row(field);
      case "label" -> label(field);
      case "time" -> time(field);
      case "weight" -> weight(field);
      default -> refuse(name + " is not known; allowed: " + String.join(", ", NAMES));
    }
  }

  private void id(Object field) {
    // A text that looks like a number is an id as it is.
    String text = field instanceof String same ? same : ClassName.of(field);
    id = text;
    if (field instanceof Boolean
        || text.isEmpty()
        || text.length() > Prediction.MAX_ID_CHARS
        || !isPlain(field)) {
      refuse("id", field, "a text of 1 to " + Prediction.MAX_ID_CHARS + " characters");
    }
  }

  private void row(Object field) {
    Double number = number(field);
    if (number == null || number < 0 || number > Integer.MAX_VALUE || number % 1 != 0) {
      refuse("row", field, "a whole number from 0 on");
    } else {
      row = (int) (double) number;
    }
  }

  private void label(Object field) {
    if (!isPlain(field) || field.equals("") || (field instanceof Double number && isWild(number))) {
      refuse("label", field, "a number, a text, true or false");
    } else {
      // A whole number that no double holds is the name of a class.
      value = field instanceof BigInteger whole ? whole.toString() : field;
    }
  }

  private void time(Object field) {
    Double number = number(field);
    if (number != null && number >= 0 && number < 1e15) {
      epochMillis = (long) (double) number;
      return;
    }
    try {
      epochMillis = instant(field.toString()).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      refuse("time", field, "milliseconds since 1970, or a time such as 2026-11-24T18:30:00Z");
    }
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text.trim()).toInstant();
  }

  private void weight(Object field) {
    Double number = number(field);
    if (number == null || number <= 0 || isWild(number)) {
      refuse("weight", field, "a number above 0");
    } else {
      weight = number;
    }
  }

  private static boolean isPlain(Object field) {
    return field instanceof Number || field instanceof Boolean || field instanceof String;
  }

  private static boolean isWild(double number) {
    return Double.isNaN(number) || Double.isInfinite(number);
  }

  private static @Nullable Double number(Object field) {
    if (field instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return field instanceof String text ? Double.valueOf(text.trim()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void refuse(String name, Object field, String allowed) {
    refuse(name + "=" + ClassName.cut(field.toString()) + " is not allowed; allowed: " + allowed);
  }

  /** Refuses the label, unless it was refused before. */
  void refuse(String reason) {
    if (problem == null) {
      problem = where + ": " + reason;
    }
  }

  /** Returns the label, or what is wrong with it. */
  SentLabel finish() {
    if (id == null) {
      refuse("id is missing; allowed: a text of 1 to " + Prediction.MAX_ID_CHARS + " characters");
    }
    if (value == null) {
      refuse("label is missing; allowed: a number, a text, true or false");
    }
    if (id == null || value == null || problem != null) {
      return new SentLabel(id, row == Label.NO_ROW ? null : row, null, problem);
    }
    return SentLabel.of(new Label(id, row, value, epochMillis, weight));
  }
}
