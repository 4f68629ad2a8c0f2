package io.github.djlobservability.governor;

import io.github.djlobservability.worker.CpuClock;
import io.github.djlobservability.worker.Workers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps what the plugin's threads take within a share of the process's CPU time. Drift may take a
 * fifth of it. Where all together take more, the inference log is lowered first, to nothing if need
 * be, then drift, to half of its fifth at most. Nothing else is lowered: spans and metrics are
 * bounded by their sampling.
 *
 * <p>A process that takes less than {@value #LEAST_PROCESSORS} of a processor counts as if it took
 * that: where there is little to do, a share of little would keep nothing. And {@value
 * #LEAST_ITEMS} items a second are always compared: the first ones of a process take a hundred
 * times as long, and would leave no time for others.
 *
 * <p>One thread governs; all else is thread-safe.
 */
public final class Governor {
  /** The name of the thread that logs inferences. */
  static final String CAPTURE = "capture";

  /** A share that lowers nothing. */
  public static final double ALL = 1;

  static final double LEAST_PROCESSORS = 0.5;

  /** As many items a second, of all models together, are compared whatever time they take. */
  static final double LEAST_ITEMS = 20;

  static final double DRIFT_PART = 0.2;

  /** Drift keeps this much of its part, whatever other threads take. */
  private static final double DRIFT_KEEPS = 0.5;

  /** Rows keep this much of drift's time, whatever else drift does with it. */
  private static final double ROWS_KEEP = 0.25;

  /** Share of the latest second in what is expected of the next. */
  private static final double LATEST = 0.2;

  private static final double NANOS = 1e9;

  private final double share;
  private final Supplier<CpuTimes> cpuTimes;
  private final LongSupplier threadCpuNanos;
  private final LongSupplier nanoTime;
  private final SplittableRandom seeds;
  private final Allowance capture;
  private final Allowance least;
  private final List<Thinning> models = new CopyOnWriteArrayList<>();
  private CpuTimes before;
  private long governedAt;
  private double others;
  private double drift;
  private double beside;
  private final AtomicLong besideNanos = new AtomicLong();
  private volatile boolean logs = true;
  private volatile GovernorReport report;

  /**
   * @param share of the process's CPU time, above 0; {@link #ALL} lowers nothing
   * @param cpuTimes reads CPU times
   * @param threadCpuNanos the CPU time of the thread that asks
   * @param nanoTime a clock as {@link System#nanoTime()}
   * @param seed of what is chosen
   */
  Governor(
      double share,
      Supplier<CpuTimes> cpuTimes,
      LongSupplier threadCpuNanos,
      LongSupplier nanoTime,
      long seed) {
    this.share = share;
    this.cpuTimes = cpuTimes;
    this.threadCpuNanos = threadCpuNanos;
    this.nanoTime = nanoTime;
    this.seeds = new SplittableRandom(seed);
    this.before = cpuTimes.get();
    this.governedAt = nanoTime.getAsLong();
    this.least = new Allowance(LEAST_ITEMS, Allowance.ITEMS_SAVED_SECONDS, nanoTime);
    double allowed = share * LEAST_PROCESSORS;
    this.capture = ofCpuTime(isOn() ? allowed : Double.POSITIVE_INFINITY);
    this.report =
        new GovernorReport(share, 0, 0, allowed, 0, allowed * DRIFT_PART, 1, 1, "nothing");
  }

  /** Returns one that lowers nothing by itself. */
  public static Governor none() {
    return new Governor(ALL, () -> new CpuTimes(0, 0, 0), () -> 0, System::nanoTime, 0);
  }

  /**
   * Begins to govern this process; somebody is to call {@link #govern} once a second.
   *
   * @param share of the process's CPU time, above 0; {@link #ALL} lowers nothing
   * @param workers knows the plugin's threads
   */
  public static Governor ofThisProcess(double share, Workers workers) {
    return new Governor(
        share,
        CpuTimes.ofThisProcess(workers),
        CpuClock.ofCurrentThread(),
        System::nanoTime,
        System.nanoTime());
  }

  private boolean isOn() {
    return share < ALL;
  }

  /**
   * Begins to choose a model's requests.
   *
   * @param rowsPerSecond that are compared at most; infinite for no such limit
   */
  public Thinning begin(double rowsPerSecond) {
    double allowed = isOn() ? report.driftAllowedCpu() : Double.POSITIVE_INFINITY;
    Thinning model =
        new Thinning(
            nextSeed(), rowsPerSecond, least, ofCpuTime(allowed), threadCpuNanos, nanoTime);
    models.add(model);
    return model;
  }

  /** Returns an allowance of as many processors. */
  private Allowance ofCpuTime(double processors) {
    return new Allowance(processors * NANOS, Allowance.CPU_SAVED_SECONDS, nanoTime);
  }

  private synchronized long nextSeed() {
    return seeds.nextLong();
  }

  /** Forgets a model that is gone. */
  public void end(Thinning model) {
    models.remove(model);
  }

  /**
   * Says whether inferences are logged at all: what is not in use is not lowered.
   *
   * @param inferences of any model
   */
  public void logs(boolean inferences) {
    logs = inferences;
  }

  /** Returns which share of the inferences that are chosen for the log may be logged. */
  public double captureShare() {
    return capture.share();
  }

  /** Does work of drift that is not about one request, such as to publish, and counts its time. */
  public void beside(Runnable work) {
    long from = threadCpuNanos.getAsLong();
    try {
      work.run();
    } finally {
      besideNanos.addAndGet(Math.max(0, threadCpuNanos.getAsLong() - from));
    }
  }

  /** Looks at what was taken since the last time, and sets what may be; once a second or so. */
  public void govern() {
    long now = nanoTime.getAsLong();
    double seconds = (now - governedAt) / NANOS;
    if (!(seconds > 0)) {
      return;
    }
    governedAt = now;
    CpuTimes read = cpuTimes.get();
    CpuTimes taken = read.since(before, seconds);
    before = read;
    Demands demands = new Demands(List.copyOf(models), seconds);
    double besideNow = besideNanos.getAndSet(0) / NANOS / seconds;
    double driftNow = demands.taken() + besideNow;
    beside += LATEST * (besideNow - beside);
    drift += LATEST * (driftNow - drift);
    others += LATEST * (Math.max(0, taken.own() - taken.capture() - driftNow) - others);
    capture.spend(taken.capture() * seconds * NANOS);
    double allowed = share * Math.max(LEAST_PROCESSORS, taken.process());
    double part = allowed * DRIFT_PART;
    double allowedDrift = Math.max(part * DRIFT_KEEPS, Math.min(part, allowed - others));
    if (isOn()) {
      double left = allowed - others - Math.min(drift, allowedDrift);
      capture.earn(Math.max(0, left) * NANOS);
      double forRows = Math.max(allowedDrift * ROWS_KEEP, allowedDrift - beside);
      demands.allow(forRows);
    }
    double kept = demands.kept();
    double captured = logs ? capture.share() : 1;
    report =
        new GovernorReport(
            share,
            taken.process(),
            taken.own(),
            allowed,
            driftNow,
            allowedDrift,
            captured,
            kept,
            lowered(captured < 1, kept < 1));
  }

  private static String lowered(boolean captureIs, boolean driftIs) {
    if (captureIs) {
      return driftIs ? "capture, drift" : "capture";
    }
    return driftIs ? "drift" : "nothing";
  }

  /** Returns how it stands; for any thread. */
  public GovernorReport report() {
    return report;
  }
}
