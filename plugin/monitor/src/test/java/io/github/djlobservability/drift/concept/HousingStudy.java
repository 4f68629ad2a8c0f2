package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.rival.Ddm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prints the rows at which labels of the California housing data alarm, in the file's order, which
 * goes through the state: is the median value of a block above that of all? A logistic regression
 * learns it from the first 2,000 rows, which are the reference; from row 2,193 on it is wrong about
 * every other block. How often each alarms while nothing changes is measured on streams made of
 * blocks of the rows before that, reference included; how soon it finds the change, after 200 to
 * 699 rows of such a stream. The file is the one of 20,640 rows with a header and {@code
 * households}, {@code median_income} and so on.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=HousingStudy -Dhousing.csv=housing.csv
 * </pre>
 */
class HousingStudy {

  private static final int LEARNT = 2_000;
  private static final int SHOWN = 3_000;
  private static final int STEPS = 150;
  private static final int SAID = 100;

  private static final int CHANGE = 2_193;
  private static final int UNTIL = 5_000;
  private static final int BLOCK = 100;
  private static final long LONGEST = 10_000;
  private static final int RUNS = 400;
  private static final long SEED = 7_001;

  private final boolean[] high = new boolean[UNTIL];
  private final boolean[] wrong = new boolean[UNTIL];
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  @Test
  void alarms() throws IOException {
    read(Path.of(System.getProperty("housing.csv", "housing.csv")));
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = sorted[sorted.length / 2];
    double[] weights = fitted(median);
    for (int row = 0; row < UNTIL; row++) {
      high[row] = score(weights, rows.get(row)) > 0;
      wrong[row] = high[row] != values.get(row) > median;
    }
    for (int row = 1_800; row < SHOWN; row += SAID) {
      long errors = IntStream.range(row, row + SAID).filter(i -> wrong[i]).count();
      System.out.println("errors in rows " + row + " to " + (row + SAID - 1) + ": " + errors);
    }
    for (double asked : new double[] {200, 300, 500, 1_000, 10_000}) {
      print("ours, asked " + asked, () -> ours(asked));
    }
    for (double deviations : new double[] {3, 3.5, 4}) {
      print("DDM, " + deviations + " deviations", () -> ddm(deviations));
    }
  }

  /** Takes in a row; says whether it alarms. */
  private interface Detector {
    boolean alarms(int row);
  }

  private Detector ours(double asked) {
    ConceptMonitor monitor =
        new ConceptMonitor(
            new ConceptSettings(
                MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(asked)),
                false,
                List.of(),
                LEARNT));
    int[] count = new int[1];
    return row -> {
      String said = high[row] ? "high" : "low";
      String label = high[row] != wrong[row] ? "high" : "low";
      int item = count[0]++;
      ConceptOutcome outcome =
          new ConceptOutcome(item, item, null, said, label, Double.NaN, Double.NaN, List.of());
      return monitor.observe(outcome, Set.of()).stream()
          .anyMatch(verdict -> verdict.status() == Status.DRIFT);
    };
  }

  private Detector ddm(double deviations) {
    Ddm detector = new Ddm(new Ddm.Parameters(30, 2, deviations));
    return row -> detector.update(wrong[row]) == Status.DRIFT;
  }

  private static void print(String name, Supplier<Detector> detectors) {
    Detector detector = detectors.get();
    List<Integer> alarms = IntStream.range(0, SHOWN).filter(detector::alarms).boxed().toList();
    long rows = 0;
    int found = 0;
    int early = 0;
    List<Integer> delays = new ArrayList<>();
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      long run = new Blocks(seed).run(detectors.get(), LONGEST);
      rows += Math.min(run, LONGEST);
      found += run <= LONGEST ? 1 : 0;
      Blocks blocks = new Blocks(seed + RUNS);
      Detector changing = detectors.get();
      int before = 200 + blocks.random.nextInt(500);
      if (blocks.run(changing, before) <= before) {
        early++;
      } else {
        delays.add(
            IntStream.range(CHANGE, UNTIL).filter(changing::alarms).findFirst().orElse(UNTIL)
                - CHANGE);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: rows %s; %d streams of blocks: one alarm in %,.0f rows, %d before the change; delay"
            + " %.0f in the mean, %d in the median%n",
        name,
        alarms,
        RUNS,
        (double) rows / Math.max(1, found),
        early,
        delays.stream().mapToInt(x -> x).average().orElse(Double.NaN),
        delays.stream().sorted().skip(delays.size() / 2).findFirst().orElse(-1));
  }

  /** Rows before the change, in blocks of a hundred that follow each other. */
  private static final class Blocks {

    private final SplittableRandom random;
    private int row;
    private int left;

    Blocks(long seed) {
      random = new SplittableRandom(seed);
    }

    int next() {
      if (left == 0) {
        row = random.nextInt(CHANGE - BLOCK);
        left = BLOCK;
      }
      left--;
      return row++;
    }

    /** Gives a detector a reference, then rows until it alarms; more than {@code most} if not. */
    long run(Detector detector, long most) {
      for (int i = 0; i < LEARNT; i++) {
        detector.alarms(next());
      }
      long run = 1;
      while (run <= most && !detector.alarms(next())) {
        run++;
      }
      return run;
    }
  }

  private void read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> names = Arrays.asList(lines.get(0).split(",", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      if (fields.length == names.size()) {
        double households = Math.max(1, number(fields, names, "households"));
        rows.add(
            new double[] {
              number(fields, names, "median_income"),
              number(fields, names, "housing_median_age"),
              Math.min(20, number(fields, names, "total_rooms") / households),
              Math.min(10, number(fields, names, "total_bedrooms") / households),
              number(fields, names, "population") / 1000,
              Math.min(10, number(fields, names, "population") / households),
              number(fields, names, "latitude"),
              number(fields, names, "longitude")
            });
        values.add(number(fields, names, "median_house_value"));
      }
    }
  }

  private static double number(String[] fields, List<String> names, String name) {
    String field = fields[names.indexOf(name)];
    return field.isEmpty() ? 0 : Double.parseDouble(field);
  }

  /** Standardises the rows by the first ones and fits these by descent along the gradient. */
  private double[] fitted(double median) {
    int size = rows.get(0).length;
    for (int column = 0; column < size; column++) {
      int of = column;
      double[] learnt = rows.subList(0, LEARNT).stream().mapToDouble(row -> row[of]).toArray();
      double mean = Arrays.stream(learnt).average().orElse(0);
      double squares = Arrays.stream(learnt).map(x -> (x - mean) * (x - mean)).average().orElse(1);
      rows.forEach(row -> row[of] = (row[of] - mean) / Math.sqrt(squares));
    }
    double[] weights = new double[size + 1];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size + 1];
      for (int i = 0; i < LEARNT; i++) {
        double truth = values.get(i) > median ? 1 : 0;
        double error = truth - 1 / (1 + Math.exp(-score(weights, rows.get(i))));
        for (int column = 0; column < size; column++) {
          gradient[column] += error * rows.get(i)[column] / LEARNT;
        }
        gradient[size] += error / LEARNT;
      }
      Arrays.setAll(weights, i -> weights[i] + gradient[i]);
    }
    return weights;
  }

  private static double score(double[] weights, double[] row) {
    double sum = weights[row.length];
    for (int column = 0; column < row.length; column++) {
      sum += weights[column] * row[column];
    }
    return sum;
  }
}
