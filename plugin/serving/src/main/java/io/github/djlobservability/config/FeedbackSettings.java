package io.github.djlobservability.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model's predictions wait for labels.
 *
 * @param enabled whether they do
 * @param keyField the field of the payload that labels can name an item by; null for none
 * @param retention how long a prediction waits
 * @param lateness how long an item with its label is held back for the sake of order
 * @param maxBytes how large the files may be
 * @param segments the features by whose values quality is split
 */
public record FeedbackSettings(
    boolean enabled,
    @Nullable String keyField,
    Duration retention,
    Duration lateness,
    long maxBytes,
    List<String> segments) {

  /** What holds for those who say nothing: off; a month, a minute and 1 GB once it is on. */
  public static final FeedbackSettings DEFAULTS =
      new FeedbackSettings(
          false, null, Duration.ofDays(30), Duration.ofMinutes(1), 1L << 30, List.of());
}
