package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the cost of an update of each sequential detector, amortised, without drift. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(SequentialDetectorBenchmark.SAMPLES)
public class SequentialDetectorBenchmark {
  static final int SAMPLES = 1 << 16;

  /** The class, with its defaults; standard normal values or error bits of rate 0.2. */
  @Param({
    "Adwin",
    "PageHinkley",
    "Cusum",
    "Ewma",
    "Kswin",
    "Ddm",
    "Eddm",
    "Ecdd",
    "HddmA",
    "HddmW"
  })
  public String detector = "Adwin";

  private final double[] values = new double[SAMPLES];
  private final boolean[] errors = new boolean[SAMPLES];
  private SequentialDetector subject = new Adwin(Adwin.Parameters.defaults());

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = random.nextGaussian();
      errors[i] = random.nextDouble() < 0.2;
    }
    subject =
        DetectorCase.all()
            .filter(candidate -> candidate.name().equals(detector))
            .findFirst()
            .orElseThrow()
            .make();
  }

  @Benchmark
  public Status update() {
    return subject instanceof ValueDetector forValues
        ? updateAll(forValues)
        : updateAll((ErrorBitDetector) subject);
  }

  private Status updateAll(ValueDetector detector) {
    for (double value : values) {
      detector.update(value);
    }
    return detector.status();
  }

  private Status updateAll(ErrorBitDetector detector) {
    for (boolean error : errors) {
      detector.update(error);
    }
    return detector.status();
  }
}
