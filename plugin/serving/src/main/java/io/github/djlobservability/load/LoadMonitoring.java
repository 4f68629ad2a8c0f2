package io.github.djlobservability.load;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReader;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.LoadMetric;
import io.github.djlobservability.worker.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches how busy the models are: looks at their queues and workers ten times a second, as long as
 * there are requests, and works out their last minute every two seconds. One thread of its own does
 * it; nothing of it is done on a request's.
 */
public final class LoadMonitoring implements CompletedRequests {
  private static final String PART = "load";
  private static final String GPU = "gpu";
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int TICKS_PER_STEP = 20;
  static final int STEPS = 30;

  private final ServedModels models;
  private final PoolReader pools;
  private final SharedResources resources;
  private final DeviceWatch devices;
  private final LongSupplier nanoTime;
  private final Map<ModelId, ModelLoad> loads = new ConcurrentHashMap<>();
  private final Map<ModelId, ObjectiveWatch> objectives = new HashMap<>();
  private final ObjectiveWatch.Listener listener;
  private final PerformanceWatches performance;
  private final OverdueRequests overdue;
  private final Worker worker;
  private int ticks;

  /** Holds the models that there were at the last look, and those of them that are watched. */
  private List<ServedModel> known = List.of();

  private List<ServedModel> watched = List.of();

  /** Holds the models whose calls are seen. */
  private Set<ModelId> measured = Set.of();

  /** Counts the requests that had come by then, and those that were over. */
  private long moved;

  /**
   * Says whether, at the last look, requests waited or were worked on, or a model was not ready.
   */
  private boolean underWay = true;

  /**
   * @param resources what all models share
   * @param devices what those that run on it share
   * @param inFlight the requests that are under way
   * @param others take the requests that are chosen for a look, on the thread of the load
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public LoadMonitoring(
      ServedModels models,
      PoolReader pools,
      List<SharedResource> resources,
      DeviceReader devices,
      Telemetry telemetry,
      RequestsInFlight inFlight,
      Consumer<CompletedRequest> others,
      LongSupplier nanoTime) {
    this.overdue = new OverdueRequests(inFlight);
    this.listener = new ObjectiveTelemetry(telemetry, InstantSource.system());
    this.performance = new PerformanceWatches(telemetry, InstantSource.system(), others);
    this.models = models;
    this.pools = pools;
    this.resources = new SharedResources(resources, STEPS);
    this.devices = new DeviceWatch(devices);
    this.nanoTime = nanoTime;
    this.worker = telemetry.workers().worker(PART, PART);
    worker.every(TICK, this::tick);
    LoadTelemetry.observe(telemetry.instruments(LoadMetric.class), models, this);
  }

  /** Starts the thread. */
  public void start() {
    worker.start();
  }

  /** Stops the thread when it has ended what it is doing; waits no longer than it is told. */
  public void close(Duration limit) {
    boolean unused = worker.close(limit);
  }

  /** Returns how busy a model is; null while that isn't known, or isn't asked for. */
  public @Nullable LoadReport report(ServedModel model) {
    ModelLoad load = loads.get(model.id());
    ModelLoad.Reading reading = load == null ? null : load.reading();
    return reading == null
        ? null
        : LoadReport.of(model, reading, performance.report(model.id().name()));
  }

  ModelLoad.@Nullable Reading reading(ModelId model) {
    ModelLoad load = loads.get(model);
    return load == null ? null : load.reading();
  }

  @Override
  public boolean wanted(ServedModel model) {
    return model.settings().get(LoadSetting.LOAD) && performance.wanted(model);
  }

  @Override
  public void offer(CompletedRequest request) {
    performance.offer(request);
  }

  /** Looks once at every model, if there may be anything new to see. */
  void tick() {
    boolean endsStep = ++ticks % TICKS_PER_STEP == 0;
    if (hasMoved() || underWay || endsStep) {
      look();
    } else {
      loads.values().forEach(ModelLoad::sampleAgain);
    }
    if (endsStep && !watched.isEmpty()) {
      step();
    }
  }

  /** Returns whether models, or their requests, have come or gone since it was last asked. */
  private boolean hasMoved() {
    long before = moved;
    moved = 0;
    for (ServedModel model : watched) {
      moved += model.statistics().work().moves();
    }
    return models.all() != known || moved != before;
  }

  private void look() {
    List<ServedModel> all = models.all();
    if (all != known) {
      watch(all);
      known = all;
    }
    performance.tick();
    if (watched.isEmpty()) {
      return;
    }
    Map<ModelId, PoolReading> readings = pools.read();
    devices.sample(readings);
    underWay = false;
    for (ServedModel model : watched) {
      PoolReading pool = readings.get(model.id());
      underWay |= pool == null || !pool.ready() || pool.busy() > 0 || pool.queueSize() > 0;
      if (pool != null) {
        model.statistics().work().ready(pool.ready());
        loads.computeIfAbsent(model.id(), id -> begin(model)).sample(pool);
      }
    }
  }

  private ModelLoad begin(ServedModel model) {
    return new ModelLoad(
        STEPS, nanoTime.getAsLong(), model.statistics().work().totals(), devices.moment());
  }

  private void watch(List<ServedModel> all) {
    measured =
        all.stream()
            .filter(ServedModel::translated)
            .map(ServedModel::id)
            .collect(Collectors.toSet());
    watched =
        all.stream()
            .filter(
                model ->
                    model.settings().get(GeneralSetting.ENABLED)
                        && model.settings().get(LoadSetting.LOAD))
            .toList();
    Set<ModelId> ids = watched.stream().map(ServedModel::id).collect(Collectors.toSet());
    loads.keySet().retainAll(ids);
    objectives.keySet().retainAll(ids);
    performance.watch(watched);
  }

  private void step() {
    performance.publish();
    long now = nanoTime.getAsLong();
    overdue.count(now);
    Map<String, Double> shared = resources.measure();
    DeviceMoment moment = devices.moment();
    List<Step> steps = new ArrayList<>();
    double busy = 0;
    for (ServedModel model : watched) {
      ModelLoad load = loads.get(model.id());
      LoadWindow window = load == null ? null : load.step(model, now, moment);
      if (load != null && window != null) {
        load.objectives(
            objectives
                .computeIfAbsent(model.id(), id -> new ObjectiveWatch(model, now))
                .update(model, now, listener));
        steps.add(new Step(model.id(), load, window));
        busy += window.busySeconds();
      }
    }
    for (Step step : steps) {
      double share = busy > 0 ? step.window().busySeconds() / busy : 0;
      Map<String, ResourceUse> uses = new HashMap<>();
      shared.forEach((name, all) -> uses.put(name, new ResourceUse(all * share, all)));
      ResourceUse gpu = step.window().useOfDevices(step.model(), measured);
      if (gpu != null) {
        uses.put(GPU, gpu);
      }
      step.load().publish(step.window(), uses);
    }
  }

  private record Step(ModelId model, ModelLoad load, LoadWindow window) {}
}
