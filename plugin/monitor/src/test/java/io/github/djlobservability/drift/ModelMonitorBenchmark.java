package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cost of an item of numbers in a model's monitor, without drift. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ModelMonitorBenchmark {
  /** Values of all items together: too many for a processor to foretell the way of each. */
  private static final int VALUES = 500_000;

  private static final int MOST_ITEMS = 50_000;
  private static final int REFERENCE_ROWS = 2_600;

  @Param({"1", "10", "50", "1000"})
  public int features = 1;

  /** Whether whole rows are watched; of 1,000 features the first 64 take part. */
  @Param({"false", "true"})
  public boolean rows;

  /** Whether the numbers are whole, so that equal ones are frequent. */
  @Param({"false", "true"})
  public boolean ties;

  private final List<Item> items = new ArrayList<>();
  private ModelMonitor monitor =
      new ModelMonitor(ModelReference.of(List.of()), MonitorSettings.defaults());
  private int next;

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    Columns columns = ties ? Columns.ties(features) : Columns.normal(features);
    monitor =
        new ModelMonitor(
            columns.reference(REFERENCE_ROWS, random),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(1e12))
                .withRowCheck(rows));
    items.clear();
    int count = Math.min(MOST_ITEMS, VALUES / features);
    for (int i = 0; i < count; i++) {
      items.add(columns.fill(monitor.newItem(), i, random));
    }
  }

  @Benchmark
  public List<Verdict> observe() {
    return monitor.observe(items.get(next++ % items.size()));
  }
}
