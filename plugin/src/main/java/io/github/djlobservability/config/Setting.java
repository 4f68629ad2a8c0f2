package io.github.djlobservability.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key a user may write, with all that is to be known about it.
 *
 * @param key the key in a properties file
 * @param perModel whether a model may have a value of its own
 * @param allowed the allowed values in words, for messages and documentation
 * @param parser returns null for a value that is not allowed
 */
record Setting<T>(
    String key, boolean perModel, String allowed, Function<String, @Nullable T> parser) {

  /** Every key of ours begins with this. */
  static final String PREFIX = "observability.";

  static final Setting<Boolean> ENABLED = flag("observability.enabled", true);
  static final Setting<Boolean> STRICT = flag("observability.strict", false);
  static final Setting<SpanDetail> SPAN_DETAIL =
      new Setting<>(
          "observability.span-detail", true, "`request`, `phases`", Setting::parseSpanDetail);
  static final Setting<Double> SAMPLING =
      new Setting<>(
          "observability.sampling", true, "a number from 0 to 1", Setting::parseProbability);

  static final List<Setting<?>> ALL = List.of(ENABLED, STRICT, SPAN_DETAIL, SAMPLING);

  /**
   * The name in the environment. DJL Serving takes its own settings from variables that begin with
   * SERVING_; ours follow that.
   */
  String environmentName() {
    return environmentPrefix()
        + key.substring(PREFIX.length())
            .toUpperCase(Locale.ROOT)
            .replace('.', '_')
            .replace('-', '_');
  }

  static String environmentPrefix() {
    return "SERVING_OBSERVABILITY_";
  }

  private static Setting<Boolean> flag(String key, boolean perModel) {
    return new Setting<>(key, perModel, "`true`, `false`", Setting::parseFlag);
  }

  private static @Nullable Boolean parseFlag(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable SpanDetail parseSpanDetail(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "request" -> SpanDetail.REQUEST;
      case "phases" -> SpanDetail.PHASES;
      default -> null;
    };
  }

  private static @Nullable Double parseProbability(String value) {
    try {
      double probability = Double.parseDouble(value);
      return probability >= 0 && probability <= 1 ? probability : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
