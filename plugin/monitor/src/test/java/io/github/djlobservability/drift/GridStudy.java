package io.github.djlobservability.drift;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Prints the grid of run lengths of docs/studies/grid.md: each kind of column once at a base
 * setting, each other factor once, the rest drawn; a dozen at 10,000 too, and many categories. A
 * cell misses if the 95 % interval of its ratio lies outside the band: 15 % for independent rows;
 * for others 25 % on the short side, a factor 2 on the long.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=GridStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dgrid.alarms=400} says how many runs end a cell, {@code -Dgrid.seconds=60} after how
 * much CPU time it is cut short, {@code -Dgrid.from=0} and {@code -Dgrid.to=1000} which cells are
 * run. It uses one thread.
 */
class GridStudy {

  private static final long SEED = 16;
  private static final int SHORT = 60;
  private static final int LONG = 12;
  private static final int BASE_ROWS = 2_000;
  private static final double BASE = 1_000;
  private static final int[] COLUMNS = {1, 2, 10, 50};
  private static final int[] REFERENCES = {200, 2_000, 100_000};
  private static final int LONGEST = 50;
  private static final int FEWEST = 20;

  @Test
  void runLengths() {
    List<GridCell> cells = cells();
    int from = Integer.getInteger("grid.from", 0);
    int to = Math.min(cells.size(), Integer.getInteger("grid.to", cells.size()));
    System.out.println("seed " + SEED + ", cells " + from + " to " + (to - 1));
    System.out.println(
        "| cell | columns | reference | memory | items come | asked | runs | ratio | 95 % | alarms"
            + " by | band |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (int i = from; i < to; i++) {
      System.out.println("| " + i + row(cells.get(i)));
    }
  }

  /** Returns the cells, in order. */
  static List<GridCell> cells() {
    LinkedHashSet<GridCell> cells = new LinkedHashSet<>();
    List<GridKind> kinds = GridKind.all();
    GridCell base = GridCell.of("normal", 1, BASE_ROWS, GridCell.Memory.NONE, BASE);
    kinds.forEach(kind -> cells.add(of(kind, 1, BASE_ROWS, GridCell.Memory.NONE)));
    for (int columns : COLUMNS) {
      cells.add(GridCell.of("normal", columns, BASE_ROWS, GridCell.Memory.NONE, BASE));
    }
    for (int rows : REFERENCES) {
      cells.add(GridCell.of("normal", 1, rows, GridCell.Memory.NONE, BASE));
    }
    for (GridCell.Memory memory : GridCell.Memory.values()) {
      cells.add(GridCell.of("normal", 1, BASE_ROWS, memory, BASE));
    }
    GridCell.Arrival[] arrivals = {
      GridCell.Arrival.STEADY, GridCell.Arrival.BATCHES, GridCell.Arrival.TEN_A_DAY
    };
    for (GridCell.Arrival arrival : arrivals) {
      cells.add(base.with(arrival));
    }
    cells.add(new GridCell(kinds, BASE_ROWS, GridCell.Memory.NONE, GridCell.Arrival.STEADY, BASE));
    SplittableRandom random = new SplittableRandom(SEED);
    while (cells.size() < SHORT) {
      GridCell.Memory[] memories = GridCell.Memory.values();
      cells.add(
          of(
                  kinds.get(random.nextInt(kinds.size())),
                  COLUMNS[random.nextInt(COLUMNS.length)],
                  REFERENCES[random.nextInt(REFERENCES.length)],
                  memories[random.nextInt(memories.length)])
              .with(arrivals[random.nextInt(arrivals.length)]));
    }
    List<GridCell> all = new ArrayList<>(cells);
    for (int i = 0; i < LONG; i++) {
      String kind = kinds.get(i * kinds.size() / LONG).name();
      all.add(GridCell.of(kind, 1, BASE_ROWS, GridCell.Memory.NONE, 10 * BASE));
    }
    for (int columns : new int[] {1, 10}) {
      for (GridCell.Memory memory : GridCell.Memory.values()) {
        all.add(
            GridCell.of("normal", columns, BASE_ROWS, memory, BASE).with(GridCell.Arrival.HOURLY));
      }
    }
    for (GridKind kind : GridKind.manyCategories()) {
      for (int rows : new int[] {1_000, 4_000, 50_000}) {
        all.add(GridCell.of(kind.name(), 1, rows, GridCell.Memory.NONE, 10 * BASE));
      }
    }
    return all;
  }

  private static GridCell of(GridKind kind, int columns, int rows, GridCell.Memory memory) {
    return GridCell.of(kind.name(), columns, rows, memory, BASE);
  }

  private static List<GridCell.Run> runs(GridCell cell) {
    int most = Integer.getInteger("grid.alarms", 400);
    long nanos = 1_000_000_000L * Integer.getInteger("grid.seconds", 60);
    long limit = (long) (LONGEST * cell.asked());
    List<GridCell.Run> runs = new ArrayList<>();
    long began = cpuNanos();
    while (runs.size() < most && (runs.size() < FEWEST || cpuNanos() - began < nanos)) {
      runs.add(cell.run(runs.size() + 1L, limit));
    }
    return runs;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String row(GridCell cell) {
    List<GridCell.Run> runs = runs(cell);
    double mean = runs.stream().mapToLong(GridCell.Run::items).average().orElse(0) / cell.asked();
    double squares = 0;
    Map<String, Integer> by = new TreeMap<>();
    for (GridCell.Run run : runs) {
      squares += Math.pow(run.items() / cell.asked() - mean, 2);
      by.merge(run.alarm().replaceAll("^x\\d+ ", "").replace(" DISTRIBUTION", ""), 1, Integer::sum);
    }
    double half = 1.96 * Math.sqrt(squares / runs.size() / (runs.size() - 1));
    boolean free = cell.memory().isIndependent();
    boolean holds = mean + half >= (free ? 0.85 : 0.75) && mean - half <= (free ? 1.15 : 2);
    return String.format(
        Locale.ROOT,
        " | %s | %,d | %s | %s | %,.0f | %d | %.2f | %.2f to %.2f | %s | %s |",
        cell.name(),
        cell.referenceRows(),
        cell.memory(),
        cell.arrival(),
        cell.asked(),
        runs.size(),
        mean,
        mean - half,
        mean + half,
        by,
        holds ? "holds" : "misses");
  }
}
