package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.MetricLevel;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.github.djlobservability.telemetry.definition.FeedbackMetric;
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
import io.github.djlobservability.telemetry.series.SeriesLimit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
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
          DriftMetric.VERDICTS);

  /** How often a metric is there for the values that an attribute of it has. */
  private static final Map<AttributeKey<String>, List<String>> VALUES =
      Map.of(
          ModelKeys.FAILURE_REASON, List.of("", "backend"),
          LoadKeys.WORKER_STATE, List.of("busy", "idle", "starting"),
          LoadKeys.RESOURCE, List.of("workers", "cpu", "memory"),
          LoadKeys.QUANTITY, List.of("latency", "errors"),
          DriftKeys.OUTCOME, List.of("compared", "malformed", "no_field"),
          DriftKeys.CHECK, List.of("mean", "spread", "shape"),
          QualityKeys.MEASURE, List.of("accuracy", "f1", "roc_auc", "log_loss"),
          QualityKeys.FEEDBACK_OUTCOME, List.of("matched", "waiting"));

  private final LeftOutSeries leftOut = new LeftOutSeries();

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
    long all = ofFirst(series(MetricLevel.ALL, 0));
    assertThat(all).isGreaterThan(2 * LIMIT);
    assertThat(leftOut.counts()).isEmpty();

    Map<String, Long> limited = series(MetricLevel.ALL, LIMIT);
    assertThat(limited.values()).allMatch(count -> count <= LIMIT);
    assertThat(leftOut.counts()).hasSize(MODELS);
    assertThat(leftOut.counts().get(new ModelId("m0", null))).isEqualTo(all - ofFirst(limited));
  }

  @Test
  void theLessImportantOnesGoFirstAndThoseOfADriftingFeatureLast() throws IOException {
    String text = scraped(MetricLevel.ALL, 60);
    assertThat(ofModel(text, "djl_serving_request_duration_seconds_count")).isEqualTo(1);
    assertThat(text).contains("djl_serving_drift_status{djl_serving_feature=\"f49\"");
    assertThat(ofModel(text, "djl_serving_drift_status")).isLessThan(FEATURES);
    assertThat(ofModel(text, "djl_serving_drift_statistic")).isZero();
  }

  private static long ofFirst(Map<String, Long> series) {
    return series.getOrDefault("m0", 0L);
  }

  private static long ofModel(String text, String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric + "{") && line.contains("\"m0\""))
        .count();
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
    record(
        new Instruments<>(meter, models, FeedbackMetric.class, selection), FeedbackMetric.values());
    record(
        new Instruments<>(meter, models, QualityMetric.class, selection), QualityMetric.values());
    return new String(writer.write((String) null).content(), StandardCharsets.UTF_8);
  }

  private static <M extends Enum<M> & Metric> void record(Instruments<M> to, M[] metrics) {
    for (M metric : metrics) {
      Metric.Definition definition = metric.definition();
      if (NOT_OF_SUCH_MODELS.contains(metric)) {
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

  private static boolean isLast(Attributes series) {
    return ("f" + (FEATURES - 1)).equals(series.get(DriftKeys.FEATURE));
  }

  private static List<Attributes> seriesOf(Metric.Definition metric) {
    List<Attributes> all = new ArrayList<>();
    for (int model = 0; model < MODELS; model++) {
      List<Attributes> ofModel = new ArrayList<>();
      ofModel.add(ModelAttributes.of(new ModelId("m" + model, null)).build());
      if (metric.attributes().contains(DriftKeys.FEATURE)) {
        List<Attributes> ofFeatures = new ArrayList<>();
        for (int feature = 0; feature < FEATURES; feature++) {
          ofFeatures.add(ofModel.get(0).toBuilder().put(DriftKeys.FEATURE, "f" + feature).build());
        }
        ofModel = ofFeatures;
      }
      all.addAll(withValues(metric, ofModel));
    }
    return all;
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
