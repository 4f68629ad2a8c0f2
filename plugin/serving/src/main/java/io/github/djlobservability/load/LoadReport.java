package io.github.djlobservability.load;

import io.github.djlobservability.model.LoadedOn;
import io.github.djlobservability.model.PoolReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.WorkTotals;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How busy a model is; the fields' names are the JSON's. Rates (1/s) and means are of the window,
 * about the last minute; what is called total is since the model was first listed.
 *
 * @param ready whether the server serves the model and a worker is there to do it
 * @param windowSeconds the window's length
 * @param requestsPerSecond requests asked for, refused ones included
 * @param servedPerSecond requests computed
 * @param inFlight requests that have come through the HTTP door and aren't over; those that came
 *     past it, or didn't name the model's version where there are several, while a worker runs them
 * @param rejectedTotal requests that the server refused because the queue was full
 * @param utilization share of the running workers' time in which they ran the model
 * @param batches absent for models whose calls can't be seen, such as Python's
 * @param serviceSeconds how long a worker takes; absent with too few calls
 * @param headroom absent while too little happened, and of a model that isn't ready
 * @param loads how the model was loaded
 * @param performance how its latency and errors stand against what they were
 * @param objectives how its objectives are kept; empty when it has none
 */
public record LoadReport(
    boolean ready,
    double windowSeconds,
    double requestsPerSecond,
    double servedPerSecond,
    long inFlight,
    long rejectedTotal,
    double utilization,
    Queue queue,
    List<PoolReading.Workers> workers,
    @Nullable Batches batches,
    @Nullable Service serviceSeconds,
    @Nullable Room headroom,
    Collection<LoadedOn> loads,
    @Nullable PerformanceReport performance,
    List<ObjectiveReport> objectives) {

  /**
   * The queue.
   *
   * @param size requests that wait now
   * @param meanSize on average over the window
   * @param limit how many may wait
   */
  public record Queue(int size, double meanSize, int limit) {}

  /**
   * Dynamic batches.
   *
   * @param perSecond calls of the model
   * @param meanSize requests in one
   * @param limit how many there may be
   * @param efficiency mean size by limit, 0 to 1
   * @param paddingShare share of the values that are padding; absent where that can't be seen
   */
  public record Batches(
      double perSecond,
      double meanSize,
      int limit,
      double efficiency,
      @Nullable Double paddingShare) {}

  /**
   * How long a worker takes for a call.
   *
   * @param mean of the calls seen
   * @param fixed what it takes whatever the batch's size
   * @param perRequest what each request adds
   */
  public record Service(double mean, double fixed, double perRequest) {}

  /**
   * How much more the model can take.
   *
   * @param share of the saturation load that is free; below 0 when overloaded
   * @param saturationPerSecond the load at which the first limit is reached
   * @param limitedBy which it is
   * @param limitsPerSecond the load at which each is reached
   */
  public record Room(
      double share,
      double saturationPerSecond,
      String limitedBy,
      Map<String, Double> limitsPerSecond) {}

  static LoadReport of(
      ServedModel model, ModelLoad.Reading reading, @Nullable PerformanceReport performance) {
    LoadWindow window = reading.window();
    WorkTotals totals = model.statistics().work().totals();
    PoolReading pool = window.pool();
    return new LoadReport(
        pool.ready(),
        window.seconds(),
        window.offered(),
        window.served(),
        totals.inFlight(),
        totals.rejected(),
        window.utilization(),
        new Queue(pool.queueSize(), window.samples().queueSize(), pool.queueLimit()),
        pool.devices(),
        window.translated() && window.work().calls() > 0 ? batches(window) : null,
        window.translated() ? service(window.work()) : null,
        room(reading.headroom()),
        model.statistics().loads(),
        performance,
        reading.objectives());
  }

  /**
   * Returns how many workers have ended by an error where none is left, and none begins; 0 while
   * there is one, or where they were told to end.
   */
  public int failedForGood() {
    boolean others = ready || workers.stream().anyMatch(device -> device.starting() > 0);
    return others ? 0 : workers.stream().mapToInt(PoolReading.Workers::failed).sum();
  }

  private static Batches batches(LoadWindow window) {
    WorkTotals work = window.work();
    double size = (double) work.requests() / work.calls();
    int limit = window.pool().batchLimit();
    return new Batches(
        work.calls() / window.seconds(),
        size,
        limit,
        Math.min(1, size / Math.max(1, limit)),
        work.values() == 0 ? null : (double) work.padding() / work.values());
  }

  private static @Nullable Service service(WorkTotals work) {
    ServiceTime time = ServiceTime.of(work, 1);
    return time == null
        ? null
        : new Service(time.meanSeconds(), time.fixedSeconds(), time.perRequestSeconds());
  }

  private static @Nullable Room room(@Nullable Headroom headroom) {
    return headroom == null
        ? null
        : new Room(
            headroom.share(),
            headroom.saturationPerSecond(),
            headroom.limitedBy(),
            headroom.limits());
  }
}
