package io.github.djlobservability.monitoring;

import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.PayloadReader;
import java.util.List;

/**
 * A request with its items, read once for all parts.
 *
 * @param sent one entry an item
 * @param received the response's; not always one an item
 */
record RequestItems(Observation observation, List<Fields> sent, List<Fields> received) {

  /**
   * Reads the items of a request.
   *
   * @throws com.google.gson.JsonParseException for JSON that can't be read
   */
  static RequestItems of(Observation observation) {
    return new RequestItems(
        observation,
        PayloadReader.read(observation.input()),
        PayloadReader.read(observation.output()));
  }

  int size() {
    return sent.size();
  }
}
