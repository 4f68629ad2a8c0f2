package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import org.jspecify.annotations.Nullable;

/** A chart of standardised values, whose reference is given or learnt from the first values. */
abstract class ControlChart extends AbstractValueDetector {

  private final int minSamples;
  private final @Nullable ReferenceMoments given;
  private final RunningMoments learnt = new RunningMoments();
  private @Nullable ReferenceMoments reference;

  ControlChart(int minSamples, @Nullable ReferenceMoments given) {
    this.minSamples = minSamples;
    this.given = given;
    this.reference = given;
  }

  /** Judges a value that lies {@code z} standard deviations above the reference's mean. */
  abstract Status chart(double z);

  abstract void clearChart();

  abstract void saveChart(StateWriter out);

  abstract void loadChart(StateReader in);

  @Override
  final Status evaluate(double value) {
    if (reference != null) {
      return chart(reference.standardise(value));
    }
    learnt.add(value);
    if (learnt.count() == minSamples) {
      reference = learnt.toReference();
    }
    return Status.WARMING_UP;
  }

  @Override
  final void clear() {
    learnt.clear();
    reference = given;
    clearChart();
  }

  @Override
  final void save(StateWriter out) {
    learnt.save(out);
    saveChart(out);
  }

  @Override
  final void load(StateReader in) {
    learnt.load(in);
    if (learnt.count() == minSamples) {
      reference = learnt.toReference();
    }
    loadChart(in);
  }
}
