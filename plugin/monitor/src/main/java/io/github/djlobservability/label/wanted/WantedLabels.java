package io.github.djlobservability.label.wanted;

import io.github.djlobservability.label.Prediction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws the items of the last day that are worth a label, in one pass, by priority sampling: an
 * item of importance q has priority q/u, u being uniform on (0, 1]; those with the highest
 * priorities are drawn, and each stands for max(1, t/q) items, t being the highest priority that
 * was not drawn. Sums over these weights are unbiased, whatever the importance.
 *
 * <p>The day is cut into stretches of {@value #STRETCH_HOURS} hours, of which the last {@value
 * #STRETCHES} are there. Not thread-safe. Memory: {@value #MOST} items a stretch, 1 kB each at
 * most, so 2.5 MB; 200 bytes with ids and names as usual.
 *
 * @see <a href="https://doi.org/10.1145/1314690.1314696">Duffield, Lund, Thorup, Priority sampling
 *     for estimation of arbitrary subset sums, JACM 54, 2007</a>
 */
public final class WantedLabels {
  /** As many can be asked for at once. */
  public static final int MOST = 500;

  static final int STRETCH_HOURS = 6;
  static final int STRETCHES = 5;
  private static final long STRETCH_MILLIS = STRETCH_HOURS * 3_600_000L;

  private final SplittableRandom random;
  private final Deque<Stretch> stretches = new ArrayDeque<>();

  /** Draws by these random numbers. */
  public WantedLabels(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Takes in a prediction.
   *
   * @param expectedError how probable it is that it is wrong; NaN where nothing tells
   * @param changed whether something differs from the reference
   */
  public void predicted(
      Prediction prediction, double expectedError, boolean changed, long nowMillis) {
    DrawnItem drawn = DrawnItem.of(prediction, expectedError, changed, 1 - random.nextDouble());
    if (drawn != null) {
      current(nowMillis).add(drawn);
    }
  }

  private Stretch current(long nowMillis) {
    long start = nowMillis - Math.floorMod(nowMillis, STRETCH_MILLIS);
    forgetOld(nowMillis);
    Stretch last = stretches.peekLast();
    // A clock that goes back makes no new stretch.
    if (last == null || last.startMillis < start) {
      last = new Stretch(start, nowMillis);
      stretches.addLast(last);
    }
    return last;
  }

  private void forgetOld(long nowMillis) {
    long start = nowMillis - Math.floorMod(nowMillis, STRETCH_MILLIS);
    stretches.removeIf(stretch -> stretch.startMillis <= start - STRETCHES * STRETCH_MILLIS);
  }

  /** Returns the items that are drawn, those with the highest priorities first. */
  public DrawnItems draw(int items, long nowMillis) {
    forgetOld(nowMillis);
    List<DrawnItem> all = all();
    double threshold = 0;
    long seen = 0;
    for (Stretch stretch : stretches) {
      threshold = Math.max(threshold, stretch.threshold);
      seen += stretch.seen;
    }
    all.sort(Comparator.comparingDouble(DrawnItem::priority).reversed());
    if (all.size() > items) {
      threshold = Math.max(threshold, all.get(items).priority());
    }
    double highest = threshold;
    Stretch first = stretches.peekFirst();
    return new DrawnItems(
        first == null ? nowMillis : first.firstMillis,
        seen,
        highest,
        all.stream().limit(items).filter(drawn -> drawn.priority() > highest).toList());
  }

  /** Returns all items that may be drawn. */
  public List<DrawnItem> all() {
    List<DrawnItem> all = new ArrayList<>();
    stretches.forEach(stretch -> all.addAll(stretch.highest));
    return all;
  }

  /** Forgets items by their numbers. */
  public void forget(Set<Long> items) {
    stretches.forEach(stretch -> stretch.highest.removeIf(drawn -> items.contains(drawn.item())));
  }

  /** Returns how many bytes of memory the items take at most. */
  public long memoryBytes() {
    long items = 0;
    for (Stretch stretch : stretches) {
      items += stretch.highest.size();
    }
    return items * DrawnItem.BYTES;
  }

  /** Some hours' items with the highest priorities. */
  private static final class Stretch {
    private final long startMillis;

    /** When its first item came. */
    private final long firstMillis;

    private final PriorityQueue<DrawnItem> highest =
        new PriorityQueue<>(Comparator.comparingDouble(DrawnItem::priority));
    private long seen;

    /** The highest priority of those that are not kept. */
    private double threshold;

    Stretch(long startMillis, long firstMillis) {
      this.startMillis = startMillis;
      this.firstMillis = firstMillis;
    }

    void add(DrawnItem drawn) {
      seen++;
      if (drawn.priority() <= threshold) {
        return;
      }
      highest.add(drawn);
      if (highest.size() > MOST) {
        threshold = Math.max(threshold, highest.remove().priority());
      }
    }
  }
}
