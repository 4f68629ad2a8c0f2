package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/** Holds the status and counts of a sequential detector, starts it afresh, and saves its state. */
abstract class AbstractDetector implements SequentialDetector {

  private Status status = Status.WARMING_UP;
  private double statistic;
  private double threshold;

  /** The last sample at which there was neither warning nor drift. */
  private long calmAt;

  /** Samples since the detector began empty, the one being evaluated included. */
  long sampleCount;

  /** Brings the fields of the subclass back to where its constructor left them. */
  abstract void clear();

  /** Writes the fields of the subclass. */
  abstract void save(StateWriter out);

  /** Reads what {@link #save} wrote. */
  abstract void load(StateReader in);

  @Override
  public final Status status() {
    return status;
  }

  @Override
  public final long sampleCount() {
    return sampleCount;
  }

  @Override
  public final double statistic() {
    return status == Status.WARMING_UP ? Double.NaN : statistic;
  }

  @Override
  public final double threshold() {
    return status == Status.WARMING_UP ? Double.NaN : threshold;
  }

  @Override
  public final void reset() {
    status = Status.WARMING_UP;
    statistic = 0;
    threshold = 0;
    sampleCount = 0;
    calmAt = 0;
    clear();
  }

  @Override
  public final double[] state() {
    StateWriter out = new StateWriter();
    out.putCount(sampleCount);
    out.put(status);
    out.put(statistic);
    out.put(threshold);
    out.putCount(calmAt);
    save(out);
    return out.toArray();
  }

  @Override
  public final void restore(double[] state) {
    reset();
    try {
      StateReader in = new StateReader(state);
      sampleCount = in.nextCount();
      status = in.nextStatus();
      statistic = in.next();
      threshold = in.next();
      calmAt = in.nextCount();
      load(in);
      in.end();
    } catch (IllegalArgumentException e) {
      reset();
      throw e;
    }
  }

  /** The update after an alarm begins empty. */
  final void beginUpdate() {
    if (status == Status.DRIFT) {
      reset();
    }
  }

  final Status conclude(Status result) {
    status = result;
    if (result == Status.STABLE || result == Status.WARMING_UP) {
      calmAt = sampleCount;
    }
    return result;
  }

  /** Returns how many of the last samples kept the detector at warning or drift. */
  final long samplesSinceCalm() {
    return sampleCount - calmAt;
  }

  final Status judge(double measured, double limit) {
    statistic = measured;
    threshold = limit;
    return measured > limit ? Status.DRIFT : Status.STABLE;
  }

  final Status judge(double measured, double warningLimit, double limit) {
    Status result = judge(measured, limit);
    return result == Status.STABLE && measured > warningLimit ? Status.WARNING : result;
  }
}
