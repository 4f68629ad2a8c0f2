package io.github.djlobservability.drift.reference;

import java.util.Arrays;

/**
 * Groups of neighbouring cells: which one a cell belongs to. Immutable. Memory: 2 bytes a group and
 * one for each few cells, so that those of many features fit into a processor's cache.
 */
public final class CellGroups {

  /** Holds the group of each cell where there are at most this number; of more, that of some. */
  private static final int FEW_CELLS = 256;

  /** Binary logarithm of how far apart those are. */
  private static final int APART = 4;

  /** The first cell of each group but group 0, and one that no cell reaches. */
  private final char[] starts;

  /** 0 if each cell's group is known. */
  private final int shift;

  /** The groups of the cells that are known. */
  private final byte[] known;

  /** Makes groups of these, one for each cell, ascending from 0. */
  public CellGroups(byte[] groupOfCell) {
    int last = groupOfCell.length == 0 ? 0 : groupOfCell[groupOfCell.length - 1];
    starts = new char[last + 1];
    Arrays.fill(starts, Character.MAX_VALUE);
    shift = groupOfCell.length <= FEW_CELLS ? 0 : APART;
    known = new byte[(Math.max(0, groupOfCell.length - 1) >> shift) + 1];
    for (int cell = groupOfCell.length - 1; cell >= 0; cell--) {
      known[cell >> shift] = groupOfCell[cell];
      int from = cell == 0 ? 0 : groupOfCell[cell - 1];
      if (from > groupOfCell[cell]) {
        throw new IllegalArgumentException("groups do not ascend at cell " + cell);
      }
      for (int group = from; group < groupOfCell[cell]; group++) {
        starts[group] = (char) cell;
      }
    }
  }

  /** Returns the group of a cell. */
  public int of(int cell) {
    int group = known[cell >> shift];
    while (cell >= starts[group]) {
      group++;
    }
    return group;
  }
}
