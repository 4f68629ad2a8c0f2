package io.github.djlobservability.quality;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Watches whether labels and predictions have a class in common: {@code yes} and {@code no} for
 * {@code 1} and {@code 0} make every item wrong, whatever the model says. Not thread-safe.
 */
final class SharedClasses {

  /** Fewer labelled items say nothing. */
  private static final int MIN_ITEMS = 20;

  private static final int MOST_CLASSES = 1000;
  private static final int SHOWN = 5;

  private final Set<String> predictions = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>();
  private long items;
  private boolean shared;

  /** Takes in a labelled item. */
  void add(String prediction, String label) {
    if (shared) {
      return;
    }
    items++;
    if (predictions.size() < MOST_CLASSES && labels.size() < MOST_CLASSES) {
      predictions.add(prediction);
      labels.add(label);
    }
    shared = prediction.equals(label) || predictions.contains(label) || labels.contains(prediction);
  }

  /** Says that they have none, in one sentence; empty if they have. */
  List<String> warnings() {
    return shared || items < MIN_ITEMS
        ? List.of()
        : List.of(
            "labels and predictions share no class: labels are "
                + shown(labels)
                + "; predictions are "
                + shown(predictions));
  }

  private static String shown(Set<String> classes) {
    String first = String.join(", ", classes.stream().limit(SHOWN).toList());
    return classes.size() > SHOWN ? first + ", ..." : first;
  }
}
