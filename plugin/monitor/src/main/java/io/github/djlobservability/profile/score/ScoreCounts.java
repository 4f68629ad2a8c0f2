package io.github.djlobservability.profile.score;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts rows in cells of neighbouring scores that may become wider. Not thread-safe. */
final class ScoreCounts {

  private Map<Long, ScoreCell> cells = new TreeMap<>();

  int size() {
    return cells.size();
  }

  /** Adds rows to the cell of their scores; there is one cell more if there was none. */
  void add(ScoreCell more, int shift) {
    cells.merge(ScoreKey.of(more.low(), shift), more, ScoreCell::plus);
  }

  /** Joins the cells whose scores have one key. */
  void widen(int shift) {
    Map<Long, ScoreCell> fine = cells;
    cells = new TreeMap<>();
    fine.values().forEach(cell -> add(cell, shift));
  }

  List<ScoreCell> freeze() {
    return List.copyOf(cells.values());
  }
}
