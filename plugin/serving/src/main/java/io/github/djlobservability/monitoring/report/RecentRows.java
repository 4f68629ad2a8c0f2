package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.profile.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the last rows of a model that were compared, for a report; the oldest go first. Not
 * thread-safe.
 *
 * <p>Memory: at most {@value #MOST_ROWS} rows, and what {@link RowShare} gives one model.
 */
public final class RecentRows implements AutoCloseable {
  /** More rows make no report better: its tests of whole rows take as many. */
  private static final int MOST_ROWS = 2_000;

  private static final long PLACE_BYTES = 40;

  private final RowShare share;
  private final boolean kept;
  private final Deque<SeenRow> rows = new ArrayDeque<>();
  private long held;
  private boolean joined;

  /**
   * Begins with no rows.
   *
   * @param kept whether any may be kept: where figures are released with noise alone, none may
   */
  public RecentRows(RowShare share, boolean kept) {
    this.kept = kept;
    this.share = share;
  }

  /** Keeps a row whose request came at a time; one that is larger than all the room is left out. */
  public void add(Row row, long epochMillis) {
    if (!kept) {
      return;
    }
    if (!joined) {
      // Others make room for it then.
      joined = true;
      share.join();
    }
    rows.addLast(new SeenRow(row, epochMillis));
    long more = bytes(row);
    long most = share.ofOne();
    while (rows.size() > 1
        && (rows.size() > MOST_ROWS || held + more > most || !share.hasRoom(more))) {
      release(rows.removeFirst());
    }
    if (held + more <= most && share.claim(more)) {
      held += more;
    } else {
      rows.removeLast();
    }
  }

  private void release(SeenRow gone) {
    long bytes = bytes(gone.row());
    share.release(bytes);
    held -= bytes;
  }

  static long bytes(Row row) {
    return PLACE_BYTES + row.heldBytes();
  }

  /** Returns how many there are. */
  public int size() {
    return rows.size();
  }

  /** Returns the rows there are, the oldest first. */
  List<SeenRow> all() {
    return List.copyOf(rows);
  }

  /** Lets go of all rows. */
  public void clear() {
    rows.clear();
    share.release(held);
    held = 0;
  }

  @Override
  public void close() {
    clear();
    if (joined) {
      joined = false;
      share.leave();
    }
  }
}
