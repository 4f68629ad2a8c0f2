package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.observation.ModelId;
import io.github.djlobservability.observation.ModelListener;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.ObservationQueue;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.ServedModel;
import io.github.djlobservability.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the items of every model that has a reference, or is to get one. One worker thread does
 * it all; what is called from other threads hands over and returns at once.
 */
public final class Monitoring implements Observations, ModelListener {
  private static final Logger LOGGER = LoggerFactory.getLogger(Monitoring.class);
  private static final String PART = "drift";
  private static final int MAX_WAITING = 10_000;
  private static final long MAX_WAITING_BYTES = 64L << 20;
  private static final long POLL_MILLIS = 100;
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path stateFolder;
  private final String pluginVersion;
  private final Telemetry telemetry;
  private final ModelWatch.Listeners listeners;
  private final ObservationQueue queue = new ObservationQueue(MAX_WAITING, MAX_WAITING_BYTES);
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Map<ModelId, ModelWatch> watches = new ConcurrentHashMap<>();
  private final Set<ModelId> active = ConcurrentHashMap.newKeySet();

  /** Those whose report doesn't show yet what was observed; the worker's own. */
  private final Set<ModelWatch> unpublished = new HashSet<>();

  private final Thread worker = new Thread(this::run, "djl-serving-observability-drift");
  private volatile boolean stopped;

  /**
   * @param stateFolder where captured references and the monitors' state are kept
   */
  public Monitoring(Path stateFolder, String pluginVersion, Telemetry telemetry) {
    this.stateFolder = stateFolder;
    this.pluginVersion = pluginVersion;
    this.telemetry = telemetry;
    this.listeners =
        new ModelWatch.Listeners(
            new VerdictTelemetry(telemetry, this::reports, queue::dropped),
            new FeatureTelemetry(telemetry.features(), this::values));
    worker.setDaemon(true);
  }

  /** Starts the worker. */
  public void start() {
    worker.start();
  }

  @Override
  public boolean wanted(ModelId model) {
    return active.contains(model);
  }

  @Override
  public void offer(Observation observation) {
    queue.offer(observation);
  }

  @Override
  public void loaded(ServedModel model, Path folder) {
    DriftSettings settings = model.settings().drift();
    if (!settings.enabled() || watches.containsKey(model.id())) {
      return;
    }
    ModelFiles files = ModelFiles.of(stateFolder, model.id(), folder, settings.reference());
    ModelWatch watch = new ModelWatch(model.id(), settings, files, listeners, pluginVersion);
    watches.put(model.id(), watch);
    commands.add(() -> open(watch));
  }

  @Override
  public void unloaded(ModelId model) {
    active.remove(model);
    ModelWatch gone = watches.remove(model);
    if (gone != null) {
      commands.add(
          () -> {
            save(gone);
            gone.close();
          });
    }
  }

  /**
   * Takes the next items of a model as its reference.
   *
   * @return false when the model isn't watched
   */
  public boolean captureReference(ModelId model, long items) {
    ModelWatch watch = watches.get(model);
    if (watch == null) {
      return false;
    }
    commands.add(
        () -> {
          watch.capture(items);
          active.add(model);
        });
    return true;
  }

  /** Returns how a model stands; null when it isn't watched. */
  public @Nullable WatchReport report(ModelId model) {
    ModelWatch watch = watches.get(model);
    return watch == null ? null : watch.report();
  }

  private Collection<WatchReport> reports() {
    return watches.values().stream().map(ModelWatch::report).toList();
  }

  private Collection<ValueCounter.Reading> values() {
    return watches.values().stream()
        .map(ModelWatch::values)
        .filter(Objects::nonNull)
        .map(ValueCounter.Reading.class::cast)
        .toList();
  }

  /** Stops the worker and writes the state down; waits no longer than it is told. */
  public void close(Duration limit) {
    stopped = true;
    try {
      worker.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long savedAt = System.nanoTime();
    long publishedAt = savedAt;
    while (!stopped) {
      try {
        runCommands();
        Observation observation = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (observation != null) {
          observe(observation);
        }
        long now = System.nanoTime();
        if (observation == null || now - publishedAt >= PUBLISH_NANOS) {
          publishedAt = now;
          publish();
        }
        if (now - savedAt >= SAVE_NANOS) {
          savedAt = now;
          watches.values().forEach(this::save);
        }
      } catch (InterruptedException e) {
        stopped = true;
      } catch (RuntimeException e) {
        // The worker outlives whatever goes wrong with one model.
        telemetry.failures().caught(PART, e);
      }
    }
    publish();
    watches.values().forEach(this::save);
  }

  private void runCommands() {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  private void open(ModelWatch watch) {
    try {
      watch.open();
      if (watch.isActive()) {
        active.add(watch.report().model());
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.error(
          "Model {}: its reference can't be used, so drift isn't watched",
          watch.report().model(),
          e);
    }
  }

  private void observe(Observation observation) {
    ModelWatch watch = watches.get(observation.model());
    if (watch == null) {
      return;
    }
    unpublished.add(watch);
    try {
      watch.observe(observation);
    } catch (IOException | RuntimeException e) {
      telemetry.failures().caught(PART, e);
    }
  }

  private void publish() {
    unpublished.forEach(ModelWatch::publish);
    unpublished.clear();
  }

  private void save(ModelWatch watch) {
    try {
      watch.save();
    } catch (IOException | RuntimeException e) {
      telemetry.failures().caught(PART, e);
    }
  }
}
