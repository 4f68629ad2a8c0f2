package io.github.djlobservability.label;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the outcome of each label that was sent; the fields' names are those of the JSON.
 *
 * @param received how many there were
 * @param outcomes how many came to each outcome; only those that there were
 * @param items each label, in the order sent
 * @param warning why labels can't join whatever they are, or have classes that nobody knows; null
 *     where all is well
 */
public record FeedbackReply(
    int received, Map<String, Integer> outcomes, List<Item> items, @Nullable String warning) {

  /** Returns it with those items alone that weren't joined. */
  public FeedbackReply withoutJoined() {
    return new FeedbackReply(
        received, outcomes, items.stream().filter(item -> item.reason() != null).toList(), warning);
  }

  /**
   * One label.
   *
   * @param id its id; null if it could not be read
   * @param row its row; null if none was sent
   * @param outcome what became of it
   * @param reason why it wasn't joined; null if it was
   */
  public record Item(
      @Nullable String id, @Nullable Integer row, String outcome, @Nullable String reason) {}
}
