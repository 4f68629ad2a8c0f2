package io.github.djlobservability.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.config.value.StatusSet;
import io.github.djlobservability.disclosure.detector.Kind;
import io.github.djlobservability.privacy.redaction.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of the inference log, and of what is taken out of it. */
public final class CaptureSetting {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_PATTERNS = 20;
  private static final String NOT_LOGGED = "no inference is logged";

  public static final Setting<Set<CapturePolicy.Target>> TARGETS =
      Setting.optionalOfModel(
          "observability.inference-log",
          Notation.of(
              "`events`, `lines`, `sagemaker`, with commas between them",
              text -> constants(CapturePolicy.Target.class, text)),
          "off",
          "where inferences are logged, redacted; see [inference-log.md](inference-log.md)");

  public static final Setting<Double> RATE =
      Setting.ofModel(
          "observability.inference-log.rate",
          Notation.share(),
          0.01,
          "share of all inferences that are logged");

  public static final Setting<Double> LOW_SCORE =
      Setting.ofModel(
          "observability.inference-log.low-score",
          Notation.share(),
          0.0,
          "inferences with a score below are logged, whatever the rate");

  public static final Setting<Boolean> DRIFTING =
      Setting.ofModel(
          "observability.inference-log.drifting",
          Notation.flag(),
          false,
          "whether all inferences are logged while the model drifts");

  public static final Setting<StatusSet> FAILED =
      Setting.ofModel(
          "observability.inference-log.failed",
          Notation.of(
              "`all`, `none`, or statuses such as `5xx, 429`",
              StatusSet::parse,
              StatusSet::written),
          StatusSet.ALL,
          "failed requests that are logged, whatever the rate");

  public static final Setting<Duration> SLOW =
      Setting.optionalOfModel(
          "observability.inference-log.slow",
          TimeNotation.time(),
          "none",
          "requests that took longer are logged, whatever the rate");

  public static final Setting<Long> PER_SECOND =
      Setting.ofModel(
          "observability.inference-log.per-second",
          Notation.wholeOrZero("a number of inferences", 1, 1_000_000),
          100L,
          "as many are logged in a second at most");

  public static final Setting<Long> BODY_BYTES =
      Setting.ofModel(
          "observability.inference-log.body-bytes",
          Notation.wholeOrZero("a number of bytes", 100, MAX_BODY_BYTES),
          16_384L,
          "longer bodies are cut, after they were redacted");

  public static final Setting<Long> FOLDER_BYTES =
      Setting.ofModel(
          "observability.inference-log.max-bytes",
          Notation.size(),
          1L << 30,
          "room on disk for each model's log; past it the oldest files go");

  public static final Setting<Duration> RETENTION =
      Setting.ofModel(
          "observability.inference-log.retention",
          TimeNotation.time(),
          Duration.ofDays(7),
          "how long files of the log are kept");

  public static final Setting<Boolean> CONTENT =
      Setting.ofModel(
          "observability.inference-log.content",
          Notation.flag(),
          false,
          "whether prompts and generated texts are logged, too");

  public static final Setting<List<Rule>> RULES =
      Setting.optionalOfModel(
              "observability.redact.fields",
              Notation.of(
                  "rules such as `name:drop, ssn:hash, zip:truncate(3), age:bucket(10), note:mask`",
                  Rule::parseAll,
                  rules -> String.join(",", rules.stream().map(Rule::written).toList())),
              "none",
              "what is done with fields before they are logged; see [privacy.md](privacy.md)")
          .careful(NOT_LOGGED);

  public static final Setting<Set<Kind>> DETECTORS =
      Setting.ofModel(
              "observability.redact.detectors",
              Notation.of(
                  "`all`, `none`, or kinds such as `email, card`",
                  CaptureSetting::kinds,
                  CaptureSetting::written),
              EnumSet.allOf(Kind.class),
              "what is looked for in texts before they are logged; see [privacy.md](privacy.md)")
          .careful(NOT_LOGGED);

  public static final Setting<List<Pattern>> PATTERNS =
      Setting.optionalOfModel(
              "observability.redact.patterns",
              Notation.of(
                  "regular expressions of RE2 with blanks between them", CaptureSetting::patterns),
              "none",
              "what else is taken out of texts before they are logged")
          .careful(NOT_LOGGED);

  private CaptureSetting() {}

  /** Returns what is logged of a model. */
  public static CapturePolicy policy(Settings settings) {
    boolean redacts = Stream.of(RULES, DETECTORS, PATTERNS).noneMatch(settings::isUnreadable);
    Set<CapturePolicy.Target> targets = redacts ? settings.find(TARGETS) : null;
    List<Rule> rules = settings.find(RULES);
    List<Pattern> patterns = settings.find(PATTERNS);
    return new CapturePolicy(
        targets == null ? Set.of() : targets,
        settings.get(RATE),
        settings.get(LOW_SCORE),
        settings.get(DRIFTING),
        settings.get(FAILED),
        settings.find(SLOW),
        settings.get(PER_SECOND),
        settings.get(BODY_BYTES).intValue(),
        settings.get(FOLDER_BYTES),
        settings.get(RETENTION),
        rules == null ? List.of() : rules,
        settings.get(DETECTORS),
        patterns == null ? List.of() : patterns,
        settings.get(CONTENT));
  }

  private static <E extends Enum<E>> @Nullable Set<E> constants(Class<E> type, String text) {
    Set<E> found = EnumSet.noneOf(type);
    for (String part : text.split(",", -1)) {
      try {
        found.add(Enum.valueOf(type, part.trim().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return found;
  }

  private static @Nullable Set<Kind> kinds(String text) {
    return switch (text) {
      case "all" -> EnumSet.allOf(Kind.class);
      case "none" -> Set.of();
      default -> constants(Kind.class, text);
    };
  }

  private static String written(Set<Kind> kinds) {
    return kinds.size() == Kind.values().length
        ? "all"
        : String.join(",", kinds.stream().map(Kind::label).toList());
  }

  private static @Nullable List<Pattern> patterns(String text) {
    List<Pattern> patterns = new ArrayList<>();
    for (String part : text.trim().split(" +", -1)) {
      try {
        patterns.add(Pattern.compile(part));
      } catch (PatternSyntaxException e) {
        return null;
      }
    }
    return patterns.size() <= MAX_PATTERNS ? patterns : null;
  }
}
