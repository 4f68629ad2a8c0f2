package io.github.djlobservability.load;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.LoadKeys;
import io.github.djlobservability.telemetry.definition.LoadMetric;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.worker.HandOff;
import io.opentelemetry.api.common.Attributes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the latency and the errors of models, all versions of one together, so that a new version
 * can be what changed. Requests are handed over by any thread; all else is one thread's.
 */
final class PerformanceWatches implements CompletedRequests {
  private static final Logger LOGGER = LoggerFactory.getLogger(PerformanceWatches.class);

  /**
   * For all models together, in a tenth of a second. A change is found by some hundred requests; of
   * thousands a second each would cost as much as its row of drift.
   */
  private static final int REQUESTS_PER_TICK = 20;

  // Those that were chosen come a while later, and not all in their turn.
  private static final int MAX_WAITING = 10 * REQUESTS_PER_TICK;

  private static final long REQUEST_BYTES = 300;

  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Consumer<CompletedRequest> others;
  private final HandOff<CompletedRequest> queue;
  private final Map<String, PerformanceWatch> watches = new ConcurrentHashMap<>();

  /**
   * @param others take the same requests, on the thread that looks at them
   */
  PerformanceWatches(Telemetry telemetry, InstantSource clock, Consumer<CompletedRequest> others) {
    this.others = others;
    this.telemetry = telemetry;
    this.clock = clock;
    this.queue =
        telemetry.workers().handOff("load", MAX_WAITING, Long.MAX_VALUE, r -> REQUEST_BYTES);
  }

  @Override
  public boolean wanted(ServedModel model) {
    return watches.containsKey(model.id().name()) && queue.size() < REQUESTS_PER_TICK;
  }

  @Override
  public void offer(CompletedRequest request) {
    boolean unused = queue.offer(request);
  }

  /** Watches these models, and no others any more. */
  void watch(Collection<ServedModel> models) {
    Map<String, ServedModel> byName =
        models.stream().collect(Collectors.toMap(m -> m.id().name(), m -> m, (one, other) -> one));
    watches.keySet().retainAll(byName.keySet());
    byName.forEach((name, model) -> watches.computeIfAbsent(name, n -> begin(n, model)));
  }

  /** Looks at what was handed over. */
  void tick() {
    int unused =
        queue.drain(
            MAX_WAITING,
            request -> {
              PerformanceWatch watch = watches.get(request.model().name());
              others.accept(request);
              if (watch != null) {
                watch.observe(request.shown(telemetry.privacy()::id));
              }
            });
  }

  /** Tells of changes. */
  void publish() {
    long now = clock.millis();
    watches.values().forEach(watch -> watch.publish(now));
  }

  @Nullable PerformanceReport report(String model) {
    PerformanceWatch watch = watches.get(model);
    return watch == null ? null : watch.report();
  }

  private PerformanceWatch begin(String name, ServedModel model) {
    return new PerformanceWatch(
        model.settings().get(DriftSetting.EXPECTED_RUN_TIME), change -> tell(name, change));
  }

  private void tell(String model, PerformanceChange change) {
    String factors =
        change.changedWith().stream()
            .map(PerformanceWatches::text)
            .collect(Collectors.joining(", "));
    String message =
        "Model %s: %s changed: %s, since %s; %s"
            .formatted(
                model,
                change.quantity(),
                change.effect(),
                change.since(),
                factors.isEmpty()
                    ? "nothing that is watched changed with it"
                    : "with it changed " + factors);
    Attributes counted = Attributes.of(ModelKeys.NAME, model, LoadKeys.QUANTITY, change.quantity());
    telemetry.instruments(LoadMetric.class).add(LoadMetric.PERFORMANCE_CHANGES, 1, counted);
    telemetry
        .events()
        .tell(
            LOGGER,
            change.worse(),
            Event.PERFORMANCE_CHANGED,
            message,
            clock.instant(),
            counted.toBuilder()
                .put(LoadKeys.EFFECT, change.effect())
                .put(LoadKeys.SINCE, change.since())
                .put(
                    LoadKeys.FACTORS,
                    change.changedWith().stream().map(PerformanceWatches::text).toList())
                .build());
  }

  private static String text(ChangedFactor factor) {
    return factor.factor() + " (" + factor.description() + ")";
  }
}
