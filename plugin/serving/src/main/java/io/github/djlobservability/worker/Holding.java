package io.github.djlobservability.worker;

/**
 * Claims for one holder what it holds of a share, whenever that changes. What it holds is there in
 * any case, so it is claimed as far as there is room. Not thread-safe.
 */
public final class Holding implements AutoCloseable {
  private final MemoryShare share;
  private long claimed;

  /** Begins with nothing held. */
  public Holding(MemoryShare share) {
    this.share = share;
  }

  /**
   * Claims what is held now, or gives back what isn't any more.
   *
   * @return what could be claimed of it
   */
  public long hold(long bytes) {
    if (bytes > claimed) {
      claimed += share.claimUpTo(bytes - claimed);
    } else if (bytes < claimed) {
      share.release(claimed - bytes);
      claimed = bytes;
    }
    return claimed;
  }

  @Override
  public void close() {
    long unused = hold(0);
  }
}
