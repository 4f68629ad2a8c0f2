package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.value.MetricLevel;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.github.djlobservability.telemetry.definition.FeedbackMetric;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.Instrument;
import io.github.djlobservability.telemetry.definition.LoadKeys;
import io.github.djlobservability.telemetry.definition.LoadMetric;
import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import io.github.djlobservability.telemetry.definition.QualityKeys;
import io.github.djlobservability.telemetry.definition.QualityMetric;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.github.djlobservability.telemetry.series.LeftOutSeries;
import io.github.djlobservability.telemetry.series.MetricSelection;
import io.github.djlobservability.telemetry.series.SeriesLeftOut;
import io.github.djlobservability.telemetry.series.SeriesLimit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Counts the series of 16 models with 50 features each, as Prometheus gets them. */
class SeriesTest {
  private static final int MODELS = 16;
  private static final int FEATURES = 50;
  private static final int LIMIT = 300;

  /** The limit by default. */
  private static final int USUAL = 500;

  private static final Pattern MODEL = Pattern.compile("djl_serving_model_name=\"([^\"]*)\"");

  /** Padding, objectives and mutes have to be asked for, and few features break rules or change. */
  private static final Set<Metric> NOT_OF_SUCH_MODELS =
      Set.of(
          ModelMetric.TIME_TO_FIRST_BYTE,
          LoadMetric.BATCH_VALUES,
          LoadMetric.BATCH_PADDING,
          LoadMetric.OBJECTIVE_REQUESTS,
          LoadMetric.OBJECTIVE_VIOLATIONS,
          LoadMetric.OBJECTIVE_STATUS,
          LoadMetric.BURN_RATE,
          LoadMetric.BUDGET_LEFT,
          FeatureMetric.VALUES,
          FeatureMetric.REFERENCE_SHARE,
          FeatureMetric.VIOLATIONS,
          DriftMetric.MUTED,
          DriftMetric.SMALL,
          DriftMetric.VERDICTS);

  /** How often a metric is there for the values that an attribute of it has. */
  private static final Map<AttributeKey<String>, List<String>> VALUES =
      Map.of(
          LoadKeys.WORKER_STATE, List.of("busy", "idle", "starting"),
          LoadKeys.RESOURCE, List.of("workers", "cpu", "memory"),
          LoadKeys.QUANTITY, List.of("latency", "errors"),
          LoadKeys.OBJECTIVE, List.of("latency", "availability"),
          LoadKeys.BURN_WINDOW, List.of("5m", "30m", "1h", "6h", "3d"),
          DriftKeys.OUTCOME, List.of("compared", "malformed", "no_field"),
          DriftKeys.CHECK, List.of("mean", "spread", "shape"),
          QualityKeys.MEASURE, List.of("accuracy", "f1", "roc_auc", "log_loss"),
          QualityKeys.FEEDBACK_OUTCOME, List.of("matched", "waiting"));

  private static final ModelId FIRST = new ModelId("m0", null);

  private final LeftOutSeries leftOut = new LeftOutSeries();
  private List<String> failures = List.of("", "backend");
  private List<String> errors = List.of();
  private boolean rules;
  private int features = FEATURES;
  private List<String> segments = List.of("");
  private Set<Metric> leftAside = NOT_OF_SUCH_MODELS;

  @Test
  void theEssentialOnesAreAHundredAndSomeAndNoneIsLeftOut() throws IOException {
    assertThat(series(MetricLevel.ESSENTIAL, LIMIT).values()).allMatch(count -> count < 180);
    assertThat(leftOut.counts()).isEmpty();
  }

  @Test
  void theStandardOnesAreThreeHundredAtMostAndNoneIsLeftOut() throws IOException {
    assertThat(series(MetricLevel.STANDARD, LIMIT).values())
        .allMatch(count -> count > 200 && count <= LIMIT);
    assertThat(leftOut.counts()).isEmpty();
  }

  @Test
  void allOfThemAreManyMoreAndTheLimitHoldsThem() throws IOException {
    assertThat(ofFirst(series(MetricLevel.ALL, 0))).isGreaterThan(2 * LIMIT);
    assertThat(leftOut.counts()).isEmpty();
    long all = ofFirst(series(MetricLevel.ALL, 100_000));

    Map<String, Long> limited = series(MetricLevel.ALL, LIMIT);
    assertThat(limited.values()).allMatch(count -> count <= LIMIT);
    assertThat(leftOut.counts()).hasSize(MODELS);
    assertThat(leftOut(FIRST).all()).isEqualTo(all - ofFirst(limited));
    assertThat(leftOut(FIRST).others()).isPositive();
  }

  @Test
  void aModelThatFailsNowAndThenHasAllItsSeries() throws IOException {
    failures = List.of("", "backend", "client", "rejected");
    errors = List.of("", "500");
    assertThat(series(MetricLevel.STANDARD, LIMIT).values())
        .allMatch(count -> count > 200 && count <= LIMIT);
    assertThat(leftOut.counts()).isEmpty();
  }

  @Test
  void aModelThatFailsInEveryWayLacksDistancesAlone() throws IOException {
    failures = List.of("", "backend", "client", "rejected", "cancelled", "other");
    errors = List.of("", "400", "424", "503", "java.lang.IllegalStateException");
    assertThat(series(MetricLevel.STANDARD, LIMIT).values())
        .allMatch(count -> count > 200 && count <= LIMIT);
    assertThat(leftOut(FIRST).others()).isZero();
  }

  @Test
  void onlySuccessHasBucketsWhereSeriesAreLimited() throws IOException {
    String failed = "djl_serving_request_duration_seconds_bucket{djl_serving_failure_reason=";
    assertThat(ofModel(scraped(MetricLevel.STANDARD, LIMIT), failed)).isEqualTo(1);
    assertThat(scraped(MetricLevel.STANDARD, LIMIT))
        .contains("djl_serving_failure_reason=\"backend\",djl_serving_model_name=\"m0\"");
    assertThat(ofModel(scraped(MetricLevel.STANDARD, 0), failed)).isGreaterThan(10);
  }

  @Test
  void distancesOfStableFeaturesGiveWayFirst() throws IOException {
    long all = ofFirst(series(MetricLevel.STANDARD, LIMIT));
    String text = scraped(MetricLevel.STANDARD, all - FEATURES + 1);
    assertThat(leftOut(FIRST)).isEqualTo(new SeriesLeftOut(FEATURES - 1, 0, 0));
    assertThat(text).contains("djl_serving_drift_jensen_shannon{djl_serving_feature=\"f49\"");
    assertThat(ofModel(text, "djl_serving_drift_jensen_shannon{")).isEqualTo(1);
  }

  /** Fifteen features, two segments of six values each, both objectives, and some failures. */
  @Test
  void aUsualModelLacksNothing() throws IOException {
    ofUsualModels();
    Map<String, Long> all = series(MetricLevel.STANDARD, USUAL);
    assertThat(all.values()).allMatch(count -> count > LIMIT && count <= USUAL);
    assertThat(leftOut.counts()).isEmpty();
  }

  @Test
  void segmentsGiveWayBeforeWhatTheWholeModelHas() throws IOException {
    ofUsualModels();
    String text = scraped(MetricLevel.STANDARD, LIMIT);
    assertThat(ofModel(text, "djl_serving_inference_duration_seconds_bucket{")).isPositive();
    assertThat(ofModel(text, "djl_serving_drift_status{")).isEqualTo(15);
    assertThat(leftOut(FIRST).others()).isPositive();
  }

  private void ofUsualModels() {
    features = 15;
    rules = true;
    segments = new ArrayList<>(List.of(""));
    for (int value = 0; value < 6; value++) {
      segments.add("sex=" + value);
      segments.add("region=" + value);
    }
    failures = List.of("", "backend", "client", "rejected");
    errors = List.of("", "424", "400", "503");
    leftAside =
        Set.of(
            ModelMetric.TIME_TO_FIRST_BYTE,
            LoadMetric.BATCH_VALUES,
            LoadMetric.BATCH_PADDING,
            FeatureMetric.VALUES,
            FeatureMetric.REFERENCE_SHARE,
            FeatureMetric.VIOLATIONS,
            DriftMetric.MUTED,
            DriftMetric.SMALL,
            DriftMetric.VERDICTS);
  }

  /** Thirty features have a hundred and twenty rules, of which hardly one is ever broken. */
  @Test
  void countersThatHaveCountedNothingGoFirstAndAreNoLoss() throws IOException {
    rules = true;
    long all = ofFirst(series(MetricLevel.STANDARD, 100_000));
    assertThat(series(MetricLevel.STANDARD, LIMIT).values()).allMatch(count -> count == LIMIT);
    assertThat(leftOut(FIRST)).isEqualTo(new SeriesLeftOut(0, all - LIMIT, 0));
    String broken = "djl_serving_quality_violations_total{djl_serving_feature=\"f49\"";
    assertThat(ofModel(scraped(MetricLevel.STANDARD, LIMIT), broken)).isPositive();
  }

  @Test
  void theLessImportantOnesGoFirstAndThoseOfADriftingFeatureLast() throws IOException {
    String text = scraped(MetricLevel.ALL, 60);
    assertThat(ofModel(text, "djl_serving_request_duration_seconds_count{")).isEqualTo(2);
    assertThat(text).contains("djl_serving_drift_status{djl_serving_feature=\"f49\"");
    assertThat(ofModel(text, "djl_serving_drift_status{")).isLessThan(FEATURES);
    assertThat(ofModel(text, "djl_serving_drift_statistic{")).isZero();
  }

  private static long ofFirst(Map<String, Long> series) {
    return series.getOrDefault("m0", 0L);
  }

  private SeriesLeftOut leftOut(ModelId model) {
    return leftOut.counts().getOrDefault(model, SeriesLeftOut.NONE);
  }

  private static long ofModel(String text, String series) {
    return text.lines().filter(line -> line.startsWith(series) && line.contains("\"m0\"")).count();
  }

  private Map<String, Long> series(MetricLevel level, long limit) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    scraped(level, limit)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              Matcher model = MODEL.matcher(line);
              if (model.find()) {
                counts.merge(model.group(1), 1L, Long::sum);
              }
            });
    System.out.println(level + ", limit " + limit + ": " + counts);
    assertThat(counts).hasSize(MODELS);
    return counts;
  }

  private String scraped(MetricLevel level, long limit) throws IOException {
    MetricWriter writer = new MetricWriter();
    ModelMeters models = new ModelMeters("1", System::nanoTime);
    Meter meter =
        SdkMeterProvider.builder()
            .registerMetricReader(
                new ModelReader(
                    writer.reader(),
                    models.readBy(writer.reader(), writer.reader()),
                    new SeriesLimit(limit, leftOut)),
                type -> SdkStarter.MAX_SERIES)
            .build()
            .get(Telemetry.SCOPE);
    models.begin(new InstrumentSet(meter));
    MetricSelection selection = new MetricSelection(level, List.of("-"), List.of("-"));
    record(new Instruments<>(meter, models, ModelMetric.class, selection), ModelMetric.values());
    record(new Instruments<>(meter, models, LoadMetric.class, selection), LoadMetric.values());
    record(new Instruments<>(meter, models, DriftMetric.class, selection), DriftMetric.values());
    record(
        new Instruments<>(meter, models, FeatureMetric.class, selection), FeatureMetric.values());
    if (rules) {
      breakRules(new Instruments<>(meter, models, FeatureMetric.class, selection));
    }
    record(
        new Instruments<>(meter, models, FeedbackMetric.class, selection), FeedbackMetric.values());
    record(
        new Instruments<>(meter, models, QualityMetric.class, selection), QualityMetric.values());
    return new String(writer.write((String) null).content(), StandardCharsets.UTF_8);
  }

  /** Two rules a feature, of which the last feature breaks one. */
  private void breakRules(Instruments<FeatureMetric> to) {
    for (int model = 0; model < MODELS; model++) {
      for (int feature = 0; feature < features; feature++) {
        for (String rule : List.of("missing", "out_of_range")) {
          boolean broken = feature == features - 1 && rule.equals("missing");
          to.add(
              FeatureMetric.VIOLATIONS,
              broken ? 1 : 0,
              ModelAttributes.of(new ModelId("m" + model, null), "f" + feature)
                  .put(DriftKeys.RULE, rule)
                  .build());
        }
      }
    }
  }

  private <M extends Enum<M> & Metric> void record(Instruments<M> to, M[] metrics) {
    for (M metric : metrics) {
      Metric.Definition definition = metric.definition();
      if (leftAside.contains(metric)) {
        continue;
      }
      for (Attributes series : seriesOf(definition)) {
        Instrument instrument = definition.instrument();
        long value = metric == DriftMetric.STATUS && isLast(series) ? 3 : 1;
        if (instrument.observed()) {
          to.observe(measured -> measured.record(metric, value, series));
        } else {
          switch (instrument.kind()) {
            case HISTOGRAM -> to.record(metric, 1.0, series);
            case COUNTER -> to.add(metric, 1, series);
            default -> to.addOrTake(metric, 1, series);
          }
        }
      }
    }
  }

  private boolean isLast(Attributes series) {
    return ("f" + (features - 1)).equals(series.get(DriftKeys.FEATURE));
  }

  private List<Attributes> seriesOf(Metric.Definition metric) {
    List<Attributes> all = new ArrayList<>();
    for (int model = 0; model < MODELS; model++) {
      List<Attributes> ofModel = new ArrayList<>();
      ofModel.add(ModelAttributes.of(new ModelId("m" + model, null)).build());
      if (metric.attributes().contains(DriftKeys.FEATURE)) {
        List<Attributes> ofFeatures = new ArrayList<>();
        for (int feature = 0; feature < features; feature++) {
          ofFeatures.add(ofModel.get(0).toBuilder().put(DriftKeys.FEATURE, "f" + feature).build());
        }
        ofModel = ofFeatures;
      }
      all.addAll(withFailures(metric, withValues(metric, withSegments(metric, ofModel))));
    }
    return all;
  }

  private List<Attributes> withSegments(Metric.Definition metric, List<Attributes> series) {
    if (!metric.attributes().contains(QualityKeys.SEGMENT)) {
      return series;
    }
    List<Attributes> all = new ArrayList<>();
    for (Attributes each : series) {
      for (String segment : segments) {
        all.add(
            segment.isEmpty() ? each : each.toBuilder().put(QualityKeys.SEGMENT, segment).build());
      }
    }
    return all;
  }

  private List<Attributes> withFailures(Metric.Definition metric, List<Attributes> series) {
    boolean reasons = metric.attributes().contains(ModelKeys.FAILURE_REASON);
    boolean types = metric.attributes().contains(HttpKeys.ERROR_TYPE);
    if (!reasons && !types) {
      return series;
    }
    List<Attributes> all = new ArrayList<>();
    for (Attributes each : series) {
      int ways = reasons ? failures.size() : 1;
      for (int way = 0; way < Math.max(ways, types ? errors.size() : 0); way++) {
        all.add(each.toBuilder().putAll(failure(reasons, types, way)).build());
      }
    }
    return all;
  }

  /** One way to fail; the first is none. */
  private Attributes failure(boolean reasons, boolean types, int way) {
    AttributesBuilder attributes = Attributes.builder();
    if (reasons && way > 0) {
      attributes.put(ModelKeys.FAILURE_REASON, failures.get(Math.min(way, failures.size() - 1)));
    }
    if (types && way > 0 && !errors.isEmpty()) {
      attributes.put(HttpKeys.ERROR_TYPE, errors.get(Math.min(way, errors.size() - 1)));
    }
    return attributes.build();
  }

  private static List<Attributes> withValues(Metric.Definition metric, List<Attributes> series) {
    List<Attributes> all = series;
    for (Map.Entry<AttributeKey<String>, List<String>> values : VALUES.entrySet()) {
      if (metric.attributes().contains(values.getKey())) {
        List<Attributes> more = new ArrayList<>();
        for (Attributes each : all) {
          for (String value : values.getValue()) {
            more.add(each.toBuilder().put(values.getKey(), value).build());
          }
        }
        all = more;
      }
    }
    return all;
  }
}
