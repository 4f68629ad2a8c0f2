package io.github.djlobservability.config;

import io.github.djlobservability.access.Network;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.quality.QualitySettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final Map<Character, ChronoUnit> UNITS =
      Map.of(
          's', ChronoUnit.SECONDS,
          'm', ChronoUnit.MINUTES,
          'h', ChronoUnit.HOURS,
          'd', ChronoUnit.DAYS);

  private static final Map<String, Long> SIZES = Map.of("MB", 1L << 20, "GB", 1L << 30);
  private static final int MAX_SEGMENTS = 10;

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

  static final Setting<String> STATE_FOLDER =
      new Setting<>("observability.state-folder", false, "a folder", Setting::parseText);
  static final Setting<Boolean> GEN_AI = flag("observability.gen-ai", true);
  static final Setting<Boolean> ITEMS = flag("observability.items", true);
  static final Setting<Boolean> DRIFT = flag("observability.drift", true);
  static final Setting<ExpectedRunTime> EXPECTED_RUN_TIME =
      new Setting<>(
          "observability.drift.expected-run-time",
          true,
          "a number of items from 100 on, or a time such as `90m`, `12h`, `7d`",
          Setting::parseRunTime);
  static final Setting<Window> WINDOW =
      new Setting<>(
          "observability.drift.window",
          true,
          "a number of items from 20 to 1000000, or a time such as `10m`, `1h`",
          Setting::parseWindow);
  static final Setting<Boolean> HISTOGRAMS = flag("observability.drift.histograms", true);
  static final Setting<Boolean> LOAD = flag("observability.load", true);
  static final Setting<String> CLIENT_HEADER =
      new Setting<>(
          "observability.client-header", true, "the name of a header", Setting::parseText);
  static final Setting<LatencyObjective> SLO_LATENCY =
      new Setting<>(
          "observability.slo.latency",
          true,
          "`pN<T`, such as `p99<200ms` or `p99.9<1.5s`, N from 50 to below 100",
          LatencyObjective::parse);
  static final Setting<Double> SLO_AVAILABILITY =
      new Setting<>(
          "observability.slo.availability",
          true,
          "a percentage from 50 to below 100, such as `99.9%`",
          Setting::parsePercentage);
  static final Setting<String> REFERENCE =
      new Setting<>(
          "observability.reference",
          true,
          "a file, relative to the model's folder",
          Setting::parseText);
  static final Setting<Long> CAPTURE =
      new Setting<>(
          "observability.reference.capture",
          true,
          "a number of items from 100 to 1000000, or 0",
          text -> "0".equals(text) ? 0L : parseInteger(text, 100, 1_000_000, n -> n));
  static final Setting<String> PREDICTION =
      new Setting<>(
          "observability.prediction",
          true,
          "the name of a field of the answer",
          Setting::parseText);
  static final Setting<String> SCORE =
      new Setting<>(
          "observability.score", true, "the name of a field of the answer", Setting::parseText);

  static final Setting<Boolean> HARDWARE = flag("observability.hardware", false);
  static final Setting<String> GPU_LIBRARY =
      new Setting<>(
          "observability.gpu.library", false, "a file, or a library's name", Setting::parseText);
  static final Setting<Boolean> GPU_SYNCHRONIZE = flag("observability.gpu.synchronize", true);
  static final Setting<Boolean> FEEDBACK = flag("observability.feedback", true);
  static final Setting<String> FEEDBACK_KEY =
      new Setting<>(
          "observability.feedback.key",
          true,
          "the name of a field of the payload",
          Setting::parseText);
  static final Setting<Duration> FEEDBACK_RETENTION =
      new Setting<>(
          "observability.feedback.retention",
          true,
          "a time such as `90m`, `12h`, `30d`",
          Setting::parseDuration);
  static final Setting<Duration> FEEDBACK_LATENESS =
      new Setting<>(
          "observability.feedback.lateness",
          true,
          "a time such as `30s`, `10m`, `12h`, or 0",
          text -> "0".equals(text) ? Duration.ZERO : parseDuration(text));
  static final Setting<Long> FEEDBACK_MAX_BYTES =
      new Setting<>(
          "observability.feedback.max-bytes",
          true,
          "a size from `1MB` on, such as `500MB`, `2GB`",
          Setting::parseSize);
  static final Setting<List<String>> SEGMENTS =
      new Setting<>(
          "observability.segments",
          true,
          "the names of 1 to 10 features, with commas between them",
          Setting::parseNames);

  static final Setting<Boolean> QUALITY = flag("observability.quality", true);
  static final Setting<Window> QUALITY_WINDOW =
      new Setting<>(
          "observability.quality.window",
          true,
          "a number of items from 20 to 100000, or a time such as `1h`, `1d`",
          Setting::parseQualityWindow);
  static final Setting<String> POSITIVE_CLASS =
      new Setting<>("observability.positive-class", true, "a class", Setting::parseText);
  static final Setting<Boolean> SCORE_CLASS =
      new Setting<>(
          "observability.score-class",
          true,
          "`predicted`, `positive`",
          value ->
              switch (value) {
                case "predicted" -> Boolean.FALSE;
                case "positive" -> Boolean.TRUE;
                default -> null;
              });

  static final Setting<String> TOKEN_SCRAPE = token("scrape");
  static final Setting<String> TOKEN_READ = token("read");
  static final Setting<String> TOKEN_LABEL = token("label");
  static final Setting<String> TOKEN_MANAGE = token("manage");
  static final Setting<Boolean> OPEN_SCRAPE = flag("observability.access.open-scrape", false);
  static final Setting<List<Network>> NETWORKS =
      new Setting<>(
          "observability.access.networks",
          false,
          "networks such as `10.0.0.0/8, fd00::/8`",
          AccessReading::networks);
  static final Setting<List<String>> HOSTS =
      new Setting<>(
          "observability.access.hosts",
          false,
          "names of this server, with commas between them",
          Setting::parseNames);

  static final List<Setting<?>> ALL =
      List.of(
          TOKEN_SCRAPE,
          TOKEN_READ,
          TOKEN_LABEL,
          TOKEN_MANAGE,
          OPEN_SCRAPE,
          NETWORKS,
          HOSTS,
          ENABLED,
          STRICT,
          STATE_FOLDER,
          SPAN_DETAIL,
          SAMPLING,
          GEN_AI,
          ITEMS,
          DRIFT,
          EXPECTED_RUN_TIME,
          WINDOW,
          HISTOGRAMS,
          REFERENCE,
          CAPTURE,
          PREDICTION,
          SCORE,
          HARDWARE,
          GPU_LIBRARY,
          GPU_SYNCHRONIZE,
          FEEDBACK,
          FEEDBACK_KEY,
          FEEDBACK_RETENTION,
          FEEDBACK_LATENESS,
          FEEDBACK_MAX_BYTES,
          SEGMENTS,
          QUALITY,
          QUALITY_WINDOW,
          POSITIVE_CLASS,
          SCORE_CLASS,
          LOAD,
          SLO_LATENCY,
          SLO_AVAILABILITY,
          CLIENT_HEADER);

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

  private static Setting<String> token(String right) {
    return new Setting<>(
        "observability.access.token." + right,
        false,
        "a token of 16 to 512 characters, or `file:PATH` of a file that holds it",
        AccessReading::token);
  }

  /** Returns whether a value must never be shown. */
  boolean isSecret() {
    return key.startsWith("observability.access.token.");
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

  private static @Nullable Double parsePercentage(String value) {
    if (!value.endsWith("%")) {
      return null;
    }
    try {
      String percent = value.substring(0, value.length() - 1).trim();
      double share = new BigDecimal(percent).movePointLeft(2).doubleValue();
      return share >= 0.5 && share < 1 ? share : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String parseText(String value) {
    return value.isEmpty() ? null : value;
  }

  private static @Nullable List<String> parseNames(String value) {
    List<String> names = Arrays.stream(value.split(",", -1)).map(String::trim).toList();
    boolean fits = names.size() <= MAX_SEGMENTS && names.stream().noneMatch(String::isEmpty);
    return fits ? names : null;
  }

  private static @Nullable Long parseSize(String value) {
    int digits = value.length() - 2;
    Long unit = digits < 1 ? null : SIZES.get(value.substring(digits).toUpperCase(Locale.ROOT));
    return unit == null
        ? null
        : parseInteger(value.substring(0, digits).trim(), 1, 1 << 20, count -> count * unit);
  }

  private static <T> @Nullable T parseInteger(
      String value, long min, long max, Function<Long, T> as) {
    try {
      long number = Long.parseLong(value);
      return number >= min && number <= max ? as.apply(number) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Window parseWindow(String value) {
    Duration duration = parseDuration(value);
    return duration != null
        ? Window.of(duration)
        : parseInteger(
            value, Window.MIN_ITEMS, Window.MAX_ITEMS, n -> Window.ofItems(n.intValue()));
  }

  private static @Nullable Window parseQualityWindow(String value) {
    Window window = parseWindow(value);
    boolean fits =
        window != null
            && (!window.duration().isZero() || window.items() <= QualitySettings.MAX_WINDOW);
    return fits ? window : null;
  }

  private static @Nullable ExpectedRunTime parseRunTime(String value) {
    try {
      Duration duration = parseDuration(value);
      return duration == null
          ? ExpectedRunTime.ofItems((double) Long.parseLong(value))
          : ExpectedRunTime.of(duration);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns null for what is no time above zero. */
  private static @Nullable Duration parseDuration(String value) {
    int last = value.length() - 1;
    ChronoUnit unit = last < 0 ? null : UNITS.get(value.charAt(last));
    if (unit == null) {
      return null;
    }
    try {
      Duration duration = Duration.of(Long.parseLong(value.substring(0, last)), unit);
      return duration.isNegative() || duration.isZero() ? null : duration;
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }
}
