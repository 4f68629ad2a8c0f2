package io.github.djlobservability.label;

import java.util.Map;

/**
 * How a model's labels stand; the fields' names are those of the JSON.
 *
 * @param coverage share of the predictions that are kept that have a label; NaN without any
 * @param predictions what is kept
 * @param labels what came
 * @param delays how long labels take, and whether that matters
 */
public record JoinReport(
    double coverage, Predictions predictions, Labels labels, DelayReport delays) {

  /**
   * The predictions of the last while, as long as the retention.
   *
   * @param kept how many there are
   * @param labelled how many of them have a label
   * @param waiting how many have none
   * @param expired how many went without a label because they were too old, since the start
   * @param evicted how many went without a label because there was no room, since the start
   * @param lastItem the number of the last one
   * @param syncedItem the number of the last one that is safe on the disk
   * @param fileBytes what they take on disk
   * @param memoryBytes what finding them takes in memory
   */
  public record Predictions(
      long kept,
      long labelled,
      long waiting,
      long expired,
      long evicted,
      long lastItem,
      long syncedItem,
      long fileBytes,
      long memoryBytes) {}

  /**
   * The labels since the start.
   *
   * @param received how many came to each outcome; one that waited is counted again when it matches
   * @param waiting how many wait for their prediction
   * @param unmatched how many waited in vain
   * @param held how many items with their labels are held back for the sake of order
   * @param late how many items came out of order
   */
  public record Labels(
      Map<String, Long> received, int waiting, long unmatched, int held, long late) {}
}
