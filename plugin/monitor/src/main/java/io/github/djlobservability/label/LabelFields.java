package io.github.djlobservability.label;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.Numbers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one label together, and says what is wrong with the first that can't be used.
 * To be used once.
 */
final class LabelFields {
  /** The fields that a label can have. */
  static final List<String> NAMES = List.of("id", "row", "label", "time", "weight");

  private static final double MIN_WEIGHT = 0.001;

  private static final String A_LABEL = "a number, a text, true or false";

  /** How programs write a number that is missing. */
  private static final Set<String> NO_NUMBER = Set.of("NaN", "nan", "Infinity", "-Infinity");

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
      default ->
          refuse(ClassName.cut(name) + " is not known; allowed: " + String.join(", ", NAMES));
    }
  }

  private void id(Object field) {
    // A text that looks like a number is an id as it is.
    String text = field instanceof String same ? same : ClassName.of(field);
    id = text;
    boolean plain = field instanceof String || field instanceof Number;
    if (!plain || text.isEmpty() || text.length() > Prediction.MAX_ID_CHARS) {
      refuse("id", field, "a text of 1 to " + Prediction.MAX_ID_CHARS + " characters");
    }
  }

  private void row(Object field) {
    double number = number(field);
    if (number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number)) {
      row = (int) number;
    } else {
      refuse("row", field, "a whole number from 0 on");
    }
  }

  private void label(Object field) {
    if (field.equals("") || !isPlain(field)) {
      refuse("label", field, A_LABEL);
    } else if (isNoNumber(field)) {
      refuse("label is missing, for it is " + field + "; allowed: " + A_LABEL);
    } else {
      value = field;
    }
  }

  private static boolean isPlain(Object field) {
    return field instanceof Number || field instanceof String || field instanceof Boolean;
  }

  private static boolean isNoNumber(Object field) {
    return field instanceof Double number
        ? !Double.isFinite(number)
        : field instanceof String text && NO_NUMBER.contains(text);
  }

  private void time(Object field) {
    double number = number(field);
    if (number >= 0 && number < 1e15) {
      epochMillis = (long) number;
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
    double number = number(field);
    if (number >= MIN_WEIGHT && number <= Label.MAX_WEIGHT) {
      weight = number;
    } else {
      refuse("weight", field, "a number from " + MIN_WEIGHT + " to " + (long) Label.MAX_WEIGHT);
    }
  }

  /** Returns NaN for a field that is no number. */
  private static double number(Object field) {
    if (field instanceof Number number) {
      return number.doubleValue();
    }
    return field instanceof String text ? Numbers.parse(text.trim()) : Double.NaN;
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
      refuse("label is missing; allowed: " + A_LABEL);
    }
    if (id == null || value == null || problem != null) {
      return new SentLabel(id, row == Label.NO_ROW ? null : row, null, problem);
    }
    return SentLabel.of(new Label(id, row, value, epochMillis, weight));
  }
}
