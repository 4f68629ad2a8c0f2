package io.github.djlobservability.drift.reference;

import java.util.Arrays;

/**
 * Groups of neighbouring cells: which one a cell belongs to. Immutable. Memory: 2 bytes a group, so
 * that those of many features fit into a processor's cache.
 */
public final class CellGroups {

  /** Whether each cell is a group, as each category is. */
  private final boolean each;

  /** The first cell of each group but group 0. */
  private final char[] starts;

  /** Makes groups of these, one for each cell, ascending from 0. */
  public CellGroups(byte[] groupOfCell) {
    int last = groupOfCell.length == 0 ? 0 : groupOfCell[groupOfCell.length - 1];
    starts = new char[last];
    Arrays.fill(starts, Character.MAX_VALUE);
    boolean same = true;
    for (int cell = groupOfCell.length - 1; cell >= 0; cell--) {
      same &= groupOfCell[cell] == cell;
      int from = cell == 0 ? 0 : groupOfCell[cell - 1];
      if (from > groupOfCell[cell]) {
        throw new IllegalArgumentException("groups do not ascend at cell " + cell);
      }
      for (int group = from; group < groupOfCell[cell]; group++) {
        starts[group] = (char) cell;
      }
    }
    each = same;
  }

  /** Returns the group of a cell. */
  public int of(int cell) {
    if (each) {
      return cell;
    }
    int group = 0;
    for (char start : starts) {
      group += cell >= start ? 1 : 0;
    }
    return group;
  }
}
