package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;
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

/** Measures the cost of one comparison: a reference of 1,000 against a window of 500. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TwoSampleBenchmark {
  private static final int COLUMNS = 10;

  private final double[][] reference = new double[1_000][COLUMNS];
  private final double[][] current = new double[500][COLUMNS];
  private final double[] currentColumn = new double[current.length];
  private SortedSample sortedReference = SortedSample.of();
  private SortedSample sortedCurrent = SortedSample.of();
  private Bins deciles = Bins.at();
  private long[] referenceCounts = {};

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    fill(reference, random);
    fill(current, random);
    double[] referenceColumn = new double[reference.length];
    for (int i = 0; i < reference.length; i++) {
      referenceColumn[i] = reference[i][0];
    }
    for (int i = 0; i < current.length; i++) {
      currentColumn[i] = current[i][0];
    }
    sortedReference = SortedSample.of(referenceColumn);
    sortedCurrent = SortedSample.of(currentColumn);
    deciles = Bins.atQuantiles(sortedReference, 10);
    referenceCounts = deciles.counts(sortedReference);
  }

  private static void fill(double[][] rows, SplittableRandom random) {
    for (double[] row : rows) {
      for (int j = 0; j < COLUMNS; j++) {
        row[j] = random.nextGaussian();
      }
    }
  }

  /** Measures on samples, by name. */
  @State(Scope.Benchmark)
  public static class OnSamples {
    @Param({
      "KolmogorovSmirnov exact",
      "KolmogorovSmirnov asymptotic",
      "CramerVonMises",
      "AndersonDarling",
      "MannWhitney",
      "Wasserstein",
      "EnergyDistance"
    })
    public String measure = "Wasserstein";

    SampleMeasure make() {
      return switch (measure) {
        case "KolmogorovSmirnov exact" -> KolmogorovSmirnov.exact();
        case "KolmogorovSmirnov asymptotic" -> KolmogorovSmirnov.asymptotic();
        case "CramerVonMises" -> new CramerVonMises();
        case "AndersonDarling" -> new AndersonDarling();
        case "MannWhitney" -> new MannWhitney();
        case "Wasserstein" -> Wasserstein.plain();
        default -> new EnergyDistance();
      };
    }
  }

  /** Measures on rows, by name. */
  @State(Scope.Benchmark)
  public static class OnRows {
    @Param({"MaximumMeanDiscrepancy", "ClassifierTwoSampleTest", "PcaReconstructionError"})
    public String measure = "PcaReconstructionError";

    MultivariateMeasure make() {
      return switch (measure) {
        case "MaximumMeanDiscrepancy" ->
            new MaximumMeanDiscrepancy(MaximumMeanDiscrepancy.Parameters.defaults());
        case "ClassifierTwoSampleTest" -> new ClassifierTwoSampleTest();
        default -> new PcaReconstructionError();
      };
    }
  }

  @Benchmark
  public Object sort() {
    return SortedSample.of(currentColumn);
  }

  @Benchmark
  public Object samples(OnSamples on) {
    return on.make().measure(sortedReference, sortedCurrent);
  }

  @Benchmark
  public Object countAndStabilityIndex() {
    return new PopulationStabilityIndex().measure(referenceCounts, deciles.counts(currentColumn));
  }

  @Benchmark
  public Object rows(OnRows on) {
    return on.make().measure(reference, current);
  }
}
