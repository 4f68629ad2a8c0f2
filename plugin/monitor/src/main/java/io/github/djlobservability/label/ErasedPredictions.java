package io.github.djlobservability.label;

import java.util.Set;

/**
 * Says what became of a wish to have all erased that goes by an id.
 *
 * @param predictions how many are gone, with their labels
 * @param labels how many that waited for a prediction are gone
 * @param requests the ids of the requests that the predictions were made for; of one without an id
 *     that of its trace
 */
public record ErasedPredictions(long predictions, long labels, Set<String> requests) {
  /** Nothing was kept. */
  public static final ErasedPredictions NONE = new ErasedPredictions(0, 0, Set.of());

  /** Copies the set. */
  public ErasedPredictions {
    requests = Set.copyOf(requests);
  }
}
