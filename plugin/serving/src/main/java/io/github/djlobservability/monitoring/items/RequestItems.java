package io.github.djlobservability.monitoring.items;

import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.ResponseReader;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with its items, read once for all parts.
 *
 * @param items none where the request could not be read
 * @param notRead why it could not; null where it could
 * @param predictions one for each item, {@link ItemPrediction#NONE} where there is none
 * @param notPredicted why there is none; null where there are
 * @param response null where it could not be read
 */
public record RequestItems(
    Observation observation,
    List<Fields> items,
    @Nullable NotReadException notRead,
    List<ItemPrediction> predictions,
    @Nullable NotReadException notPredicted,
    @Nullable Document response) {

  /** Returns a request of which nothing was read. */
  public static RequestItems unread(Observation observation) {
    return new RequestItems(observation, List.of(), null, List.of(), null, null);
  }

  /** Returns how many items were found. */
  public int size() {
    return items.size();
  }

  /** Returns a field of the response's part for an item; null where there is none. */
  public @Nullable Object received(FieldPath field, int item) {
    return response == null ? null : ResponseReader.field(response, field, item, size());
  }
}
