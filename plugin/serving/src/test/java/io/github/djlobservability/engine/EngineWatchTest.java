package io.github.djlobservability.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an engine's page to metrics. */
class EngineWatchTest {
  private static final String ADDRESS = "http://127.0.0.1:8000/metrics";
  private static final ModelId MODEL = new ModelId("m", null);

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final ServedModels models = new ServedModels(System::nanoTime);
  private final Map<String, String> pages = new HashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private Telemetry telemetry;
  private EngineWatch watch;

  /** Not before: the extension forgets what was made earlier. */
  @BeforeEach
  void start() {
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    watch = new EngineWatch(models, telemetry, this::fetch, clock::get);
    models.add(MODEL, Settings.DEFAULTS.with(LoadSetting.ENGINE_METRICS, ADDRESS), false);
    pages.put(ADDRESS, "vllm:num_requests_running 3\nvllm:kv_cache_usage_perc{engine=\"0\"} 0.5\n");
  }

  private String fetch(String address) throws IOException {
    String page = pages.get(address);
    if (page == null) {
      throw new IOException("refused");
    }
    return page;
  }

  @Test
  void exportsWhatTheEngineTells() {
    watch.read();

    assertThat(metrics())
        .isEqualTo(
            Map.of(
                "djl.serving.engine.request.running", 3.0,
                "djl.serving.engine.cache.utilization", 0.5));
  }

  @Test
  void anEngineThatTellsNothingHasNoValuesUntilItDoes() {
    watch.read();
    String page = pages.remove(ADDRESS);
    watch.read();
    assertThat(metrics()).isEmpty();

    pages.put(ADDRESS, "process_cpu_seconds_total 12\n");
    watch.read();
    assertThat(metrics()).isEmpty();

    pages.put(ADDRESS, page);
    watch.read();
    assertThat(metrics()).hasSize(2);
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void valuesThatAreOldAreNoValues() {
    watch.read();
    clock.set(TimeUnit.SECONDS.toNanos(16));

    assertThat(metrics()).isEmpty();
  }

  @Test
  void anUnloadedModelHasNone() {
    watch.read();
    models.retain(id -> false);
    watch.read();

    assertThat(metrics()).isEmpty();
  }

  @Test
  void theThreadBeginsWithTheFirstModelThatNamesAnEngine() {
    models.retain(id -> false);
    watch.look();
    assertThat(telemetry.workers().threads()).isEmpty();

    models.add(MODEL, Settings.DEFAULTS.with(LoadSetting.ENGINE_METRICS, ADDRESS), false);
    watch.look();
    watch.look();
    assertThat(telemetry.workers().threads()).hasSize(1);
  }

  private static Map<String, Double> metrics() {
    Map<String, Double> values = new TreeMap<>();
    for (MetricData metric : OTEL.getMetrics()) {
      for (PointData point : metric.getData().getPoints()) {
        if (metric.getName().startsWith("djl.serving.engine.")) {
          values.put(
              metric.getName(),
              point instanceof LongPointData whole
                  ? (double) whole.getValue()
                  : ((DoublePointData) point).getValue());
        }
      }
    }
    return values;
  }
}
