package io.github.djlobservability.label.wanted;

import io.github.djlobservability.label.Label;
import java.util.List;

/**
 * The items that are drawn for labels.
 *
 * @param sinceMillis since when items were looked at
 * @param seen how many were
 * @param threshold the highest priority of those that were not drawn; 0 where all were
 * @param items those with higher priorities, the highest first
 */
public record DrawnItems(long sinceMillis, long seen, double threshold, List<DrawnItem> items) {

  /** Copies the list. */
  public DrawnItems {
    items = List.copyOf(items);
  }

  /**
   * Returns what all weights are divided by, so that none is larger than a label's may be; what is
   * measured with them is the same.
   */
  public double divisor() {
    double largest = items.stream().mapToDouble(item -> item.weight(threshold)).max().orElse(1);
    return Math.max(1, largest / Label.MAX_WEIGHT);
  }

  /** Returns how many items one of them stands for, divided so that its label may have it. */
  public double weight(DrawnItem item) {
    return item.weight(threshold) / divisor();
  }

  /** Says why one of them was drawn. */
  public String why(DrawnItem item) {
    return threshold == 0
        ? "all items are wanted"
        : switch (item.reason(threshold)) {
          case AT_RANDOM -> "at random";
          case NOT_SURE -> "the model is often wrong where it is as unsure";
          case AFTER_CHANGE -> "something differed from the reference";
        };
  }
}
