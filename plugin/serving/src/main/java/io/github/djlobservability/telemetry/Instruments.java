package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.series.MetricSelection;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The instruments of one area's metrics, made as their definitions say. Thread-safe.
 *
 * <p>A metric that is written to in another way than its definition says is a mistake in the code:
 * an {@link IllegalArgumentException}.
 *
 * @param <M> the area's metrics
 */
public final class Instruments<M extends Enum<M> & Metric> {
  /** The number of series that an instrument of the SDK tells apart; one is left for the rest. */
  public static final int MAX_SERIES = 1999;

  private final Meter meter;
  private final InstrumentSets sets;
  private final Measurements<M> observed;
  private final Set<M> leftOut;
  private final boolean showsZeros;

  /**
   * @param sets where values are recorded
   * @param selection says which metrics there are; values of all others go nowhere
   */
  Instruments(Meter meter, InstrumentSets sets, Class<M> metrics, MetricSelection selection) {
    this.meter = meter;
    this.sets = sets;
    observed = new Measurements<>(metrics);
    leftOut = EnumSet.noneOf(metrics);
    showsZeros = selection.showsZeros();
    for (M metric : metrics.getEnumConstants()) {
      if (!selection.has(metric.definition())) {
        leftOut.add(metric);
        observed.leaveOut(metric);
      } else if (metric.definition().instrument().observed()) {
        observed.add(metric, meter);
      }
    }
  }

  /** Sorts a value into a histogram, with the request in the context as its example. */
  public void record(M histogram, double value, Attributes attributes, Context context) {
    if (!leftOut.contains(histogram)) {
      sets.of(attributes).histogram(histogram).record(value, attributes, context);
    }
  }

  /** Sorts a whole number into a histogram, with the request in the context as its example. */
  public void record(M histogram, long value, Attributes attributes, Context context) {
    record(histogram, (double) value, attributes, context);
  }

  /** Sorts a value into a histogram. */
  public void record(M histogram, double value, Attributes attributes) {
    record(histogram, value, attributes, Context.root());
  }

  /** Sorts a time into a histogram of seconds, with the request in the context as its example. */
  public void recordNanos(M histogram, long nanos, Attributes attributes, Context context) {
    record(histogram, nanos / 1e9, attributes, context);
  }

  /** Adds to a counter, with the request in the context as its example. */
  public void add(M counter, long count, Attributes attributes, Context context) {
    if (!leftOut.contains(counter)) {
      sets.of(attributes).counter(counter).add(count, attributes, context);
    }
  }

  /** Adds to a counter. */
  public void add(M counter, long count, Attributes attributes) {
    add(counter, count, attributes, Context.root());
  }

  /**
   * Has a counter's series stand at zero before there is anything to count, at the level for it.
   */
  public void showZero(M counter, Attributes attributes) {
    if (showsZeros) {
      add(counter, 0, attributes);
    }
  }

  /** Adds to an up-down counter, or takes away from it. */
  public void addOrTake(M counter, long change, Attributes attributes) {
    if (!leftOut.contains(counter)) {
      sets.of(attributes).upDownCounter(counter).add(change, attributes);
    }
  }

  /**
   * Has the area's observed metrics read whenever metrics are collected; a part of them where
   * others have the rest read.
   *
   * @param source writes the values that it has; an instrument it writes nothing to is absent
   */
  public void observe(Consumer<Measurements<M>> source) {
    observed.observe(meter, source);
  }
}
