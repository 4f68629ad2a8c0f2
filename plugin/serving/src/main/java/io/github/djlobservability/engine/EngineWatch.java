package io.github.djlobservability.engine;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.EngineMetric;
import io.github.djlobservability.worker.Worker;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metrics of the engines that models name, such as a vLLM behind the Python engine, and
 * exports what only the engine knows. An engine that gives none, or none in time, has no values,
 * and that is said once. The thread begins with the first model that names an engine.
 *
 * <p>{@link #look} is for one thread, the rest is thread-safe.
 */
public final class EngineWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(EngineWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final long FRESH_NANOS = PERIOD.multipliedBy(3).toNanos();

  private final ServedModels models;
  private final Telemetry telemetry;
  private final EngineSource source;
  private final LongSupplier nanoTime;
  private final Map<ModelId, Reading> readings = new ConcurrentHashMap<>();
  private @Nullable Worker worker;

  /** Watches the engines of the models that are served. */
  public EngineWatch(ServedModels models, Telemetry telemetry) {
    this(models, telemetry, new EngineEndpoint(), System::nanoTime);
  }

  EngineWatch(
      ServedModels models, Telemetry telemetry, EngineSource source, LongSupplier nanoTime) {
    this.models = models;
    this.telemetry = telemetry;
    this.source = source;
    this.nanoTime = nanoTime;
    telemetry.instruments(EngineMetric.class).observe(this::measure);
  }

  /** Starts the thread once there is a model that names an engine; to be called again and again. */
  public void look() {
    if (worker == null && !watched().isEmpty()) {
      worker = telemetry.workers().worker("engine", "load");
      worker.every(PERIOD, this::read);
      worker.start();
    }
  }

  /** Reads the metrics of every engine once. */
  void read() {
    List<ServedModel> watched = watched();
    readings.keySet().retainAll(watched.stream().map(ServedModel::id).toList());
    for (ServedModel model : watched) {
      String address = model.settings().find(LoadSetting.ENGINE_METRICS);
      if (address != null) {
        readings.compute(model.id(), (id, before) -> read(id, address, before));
      }
    }
  }

  private Reading read(ModelId model, String address, @Nullable Reading before) {
    boolean toldBefore = before != null && before.told();
    try {
      Map<EngineFigure, Double> figures = EngineText.read(source.fetch(address));
      if (figures.isEmpty()) {
        throw new IOException("none of vLLM's metrics is there");
      }
      if (toldBefore) {
        LOGGER.info("The metrics of the engine of {} are there again", model);
      }
      return new Reading(figures, nanoTime.getAsLong(), false);
    } catch (IOException | RuntimeException e) {
      if (!toldBefore) {
        LOGGER.warn(
            "The metrics of the engine of {} can't be read ({}), and are absent while that is so",
            model,
            String.valueOf(e.getMessage()));
      }
      return new Reading(Map.of(), nanoTime.getAsLong(), true);
    }
  }

  private List<ServedModel> watched() {
    return models.all().stream()
        .filter(
            model ->
                model.settings().get(GeneralSetting.ENABLED)
                    && model.settings().get(LoadSetting.LOAD)
                    && model.settings().find(LoadSetting.ENGINE_METRICS) != null)
        .toList();
  }

  private void measure(Measurements<EngineMetric> to) {
    long now = nanoTime.getAsLong();
    readings.forEach(
        (model, reading) -> {
          if (now - reading.atNanos() <= FRESH_NANOS) {
            Attributes attributes = ModelAttributes.of(model).build();
            reading
                .figures()
                .forEach((figure, value) -> record(to, figure.metric(), value, attributes));
          }
        });
  }

  private static void record(
      Measurements<EngineMetric> to, EngineMetric metric, double value, Attributes attributes) {
    if (metric.definition().instrument().whole()) {
      to.record(metric, Math.round(value), attributes);
    } else {
      to.record(metric, value, attributes);
    }
  }

  /**
   * The last attempt to read an engine.
   *
   * @param told whether it failed, which has been said
   */
  private record Reading(Map<EngineFigure, Double> figures, long atNanos, boolean told) {}
}
