package io.github.djlobservability.drift.reference;

import java.util.Collection;

/**
 * Is the share of items whose category the reference lacks, as a count among items.
 *
 * <p>It is about the number of categories seen once over the number of items, with a standard error
 * that belongs to fewer items where many were seen twice: I. J. Good, <i>The Population Frequencies
 * of Species and the Estimation of Population Parameters</i>, Biometrika 40, 1953.
 *
 * @param unseen items that stand for it, 0 or more
 * @param items the number of items that they are among
 */
public record UnseenShare(double unseen, double items) {

  /** By how often each category was seen. */
  static UnseenShare of(Collection<Long> counts) {
    double items = counts.stream().mapToLong(Long::longValue).sum();
    double once = counts.stream().filter(count -> count == 1).count();
    double twice = counts.stream().filter(count -> count == 2).count();
    double worth = once == 0 ? 1 : once / (once + 2 * twice);
    return new UnseenShare(worth * once, worth * items);
  }
}
