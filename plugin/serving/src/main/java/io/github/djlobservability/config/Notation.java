package io.github.djlobservability.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The written form of a setting's values. Immutable.
 *
 * @param allowed the allowed values in words, for messages and docs/configuration.md
 * @param parser returns null for a text that is not allowed
 * @param writer writes a value as a user would
 * @param secret whether a text must never be shown
 */
record Notation<T>(
    String allowed,
    Function<String, @Nullable T> parser,
    Function<T, String> writer,
    boolean secret) {
  private static final Map<String, Long> SIZES = Map.of("MB", 1L << 20, "GB", 1L << 30);

  /** Makes a notation whose values are written as {@link String#valueOf(Object)} does. */
  static <T> Notation<T> of(String allowed, Function<String, @Nullable T> parser) {
    return of(allowed, parser, String::valueOf);
  }

  static <T> Notation<T> of(
      String allowed, Function<String, @Nullable T> parser, Function<T, String> writer) {
    return new Notation<>(allowed, parser, writer, false);
  }

  static Notation<Boolean> flag() {
    return of(
        "`true`, `false`",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Boolean.TRUE;
              case "false" -> Boolean.FALSE;
              default -> null;
            });
  }

  /** Takes the names of constants, in lower case and with hyphens. */
  static <E extends Enum<E>> Notation<E> oneOf(Class<E> type) {
    Map<String, E> byName =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toMap(Notation::name, constant -> constant));
    String allowed =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> "`" + name(constant) + "`")
            .collect(Collectors.joining(", "));
    return of(allowed, text -> byName.get(text.toLowerCase(Locale.ROOT)), Notation::name);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Takes any text but an empty one. */
  static Notation<String> text(String allowed) {
    return of(allowed, text -> text.isEmpty() ? null : text);
  }

  /** Takes names with commas between them. */
  static Notation<List<String>> names(String allowed, int max) {
    return of(
        allowed,
        text -> {
          List<String> names = Arrays.stream(text.split(",", -1)).map(String::trim).toList();
          boolean fits = names.size() <= max && names.stream().noneMatch(String::isEmpty);
          return fits ? names : null;
        },
        names -> String.join(",", names));
  }

  /** Takes a share as a number from 0 to 1. */
  static Notation<Double> share() {
    return of(
        "a number from 0 to 1",
        text -> {
          try {
            double share = Double.parseDouble(text);
            return share >= 0 && share <= 1 ? share : null;
          } catch (NumberFormatException e) {
            return null;
          }
        });
  }

  /** Takes a number of a range. */
  static Notation<Double> number(double least, double most) {
    return of(
        "a number from %s to %s".formatted(plain(least), plain(most)),
        text -> {
          try {
            double number = Double.parseDouble(text);
            return number >= least && number <= most ? number : null;
          } catch (NumberFormatException e) {
            return null;
          }
        });
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Takes a share of at least a half as a percentage. */
  static Notation<Double> percentage() {
    return of(
        "a percentage from 50 to below 100, such as `99.9%`",
        text -> parsePercentage(text, 0.5, Math.nextDown(1.0)),
        share -> BigDecimal.valueOf(share).movePointRight(2).toPlainString() + "%");
  }

  private static @Nullable Double parsePercentage(String text, double least, double most) {
    if (!text.endsWith("%")) {
      return null;
    }
    try {
      String percent = text.substring(0, text.length() - 1).trim();
      double share = new BigDecimal(percent).movePointLeft(2).doubleValue();
      return share >= least && share <= most ? share : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Takes any share above 0 as a percentage. */
  static Notation<Double> part() {
    return of(
        "a percentage above 0 to 100, such as `5%`",
        text -> parsePercentage(text, Double.MIN_NORMAL, 1), Notation::percent);
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  /** Takes a number of bytes, from one megabyte on. */
  static Notation<Long> size() {
    return of(
        "a size from `1MB` on, such as `500MB`, `2GB`",
        Notation::parseSize,
        bytes -> bytes % (1L << 30) == 0 ? (bytes >> 30) + "GB" : (bytes >> 20) + "MB");
  }

  static @Nullable Long parseSize(String text) {
    int digits = text.length() - 2;
    Long unit = digits < 1 ? null : SIZES.get(text.substring(digits).toUpperCase(Locale.ROOT));
    Long count = unit == null ? null : parseWhole(text.substring(0, digits).trim(), 1, 1 << 20);
    return count == null || unit == null ? null : (Long) (count * unit);
  }

  /** Takes a whole number of a range, or 0. */
  static Notation<Long> wholeOrZero(String what, long min, long max) {
    return of(
        "%s from %d to %d, or 0".formatted(what, min, max),
        text -> "0".equals(text) ? (Long) 0L : parseWhole(text, min, max));
  }

  /** Takes a whole number of a range. */
  static Notation<Long> whole(String what, long min, long max) {
    return of("%s from %d to %d".formatted(what, min, max), text -> parseWhole(text, min, max));
  }

  static @Nullable Long parseWhole(String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      return number >= min && number <= max ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
