package io.github.djlobservability.drift;

import io.github.djlobservability.drift.GridCell.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Prints the grid of run lengths of docs/studies: each kind of column once at a base setting, each
 * other factor once, the rest drawn. A cell misses if the 95 % interval of its ratio lies outside
 * the band: 15 % for independent rows; for others 25 % on the short side, a factor 2 on the long.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=GridStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dgrid.alarms=400} says how many alarms end a cell, {@code -Dgrid.from=0} and {@code
 * -Dgrid.to=1000} which cells are run.
 */
class GridStudy {

  private static final long SEED = 16;
  private static final int CELLS = 60;
  private static final int[] COLUMNS = {1, 2, 10, 50};
  private static final int[] REFERENCES = {200, 2_000, 100_000};
  private static final int LONGEST = 50;

  @Test
  void runLengths() {
    List<GridCell> cells = cells();
    int from = Integer.getInteger("grid.from", 0);
    int to = Math.min(cells.size(), Integer.getInteger("grid.to", cells.size()));
    System.out.println("seed " + SEED + ", cells " + from + " to " + (to - 1));
    System.out.println(
        "| columns | reference | memory | asked | ratio | 95 % | alarms by | band |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int i = from; i < to; i++) {
      System.out.println(row(cells.get(i)));
    }
  }

  /** Returns the cells, in order. */
  static List<GridCell> cells() {
    List<GridCell> cells = new ArrayList<>();
    List<GridKind> kinds = GridKind.all();
    kinds.forEach(kind -> cells.add(GridCell.of(kind.name(), 1, 2_000, Memory.NONE, 1_000)));
    for (int columns : COLUMNS) {
      cells.add(GridCell.of("normal", columns, 2_000, Memory.NONE, 1_000));
    }
    for (int rows : REFERENCES) {
      cells.add(GridCell.of("normal", 1, rows, Memory.NONE, 1_000));
    }
    for (Memory memory : Memory.values()) {
      cells.add(GridCell.of("normal", 1, 2_000, memory, 1_000));
    }
    cells.add(new GridCell(kinds, 2_000, Memory.NONE, 1_000));
    for (int i = 0; i < kinds.size(); i += 3) {
      cells.add(GridCell.of(kinds.get(i).name(), 1, 2_000, Memory.NONE, 10_000));
    }
    SplittableRandom random = new SplittableRandom(SEED);
    while (cells.size() < CELLS) {
      Memory[] memories = Memory.values();
      cells.add(
          GridCell.of(
              kinds.get(random.nextInt(kinds.size())).name(),
              COLUMNS[random.nextInt(COLUMNS.length)],
              REFERENCES[random.nextInt(REFERENCES.length)],
              memories[random.nextInt(memories.length)],
              1_000));
    }
    return cells;
  }

  private static String row(GridCell cell) {
    int alarms = Integer.getInteger("grid.alarms", 400);
    long limit = (long) (LONGEST * cell.asked());
    List<GridCell.Run> runs =
        LongStream.rangeClosed(1, alarms).parallel().mapToObj(s -> cell.run(s, limit)).toList();
    double mean = runs.stream().mapToLong(GridCell.Run::items).average().orElse(0) / cell.asked();
    double squares = 0;
    Map<String, Integer> by = new TreeMap<>();
    for (GridCell.Run run : runs) {
      squares += Math.pow(run.items() / cell.asked() - mean, 2);
      by.merge(run.alarm().replaceAll("^x\\d+ ", "").replace(" DISTRIBUTION", ""), 1, Integer::sum);
    }
    double half = 1.96 * Math.sqrt(squares / alarms / (alarms - 1));
    boolean free = cell.memory().isIndependent();
    boolean holds = mean + half >= (free ? 0.85 : 0.75) && mean - half <= (free ? 1.15 : 2);
    return String.format(
        "| %s | %,d | %s | %,.0f | %.2f | %.2f to %.2f | %s | %s |",
        cell.name(),
        cell.referenceRows(),
        cell.memory(),
        cell.asked(),
        mean,
        mean - half,
        mean + half,
        by,
        holds ? "holds" : "misses");
  }
}
