package io.github.djlobservability.payload;

import io.github.djlobservability.payload.ExpectedFields.Kind;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses that have several predictions of each item, as of a multi-output regression: in
 * all forms in which a request has several inputs, by name or in their order. Thread-safe.
 */
final class SeveralPredictions {
  private final Map<String, Kind> names = new LinkedHashMap<>();

  SeveralPredictions(List<String> names) {
    names.forEach(name -> this.names.put(name, Kind.VALUE));
  }

  /** Returns the predictions of each item; null if the response doesn't tell. */
  @Nullable List<ItemPrediction> read(Document response, int items) {
    List<Fields> found;
    try {
      found = fields(response);
    } catch (NotReadException e) {
      return null;
    }
    boolean fits =
        found.size() == items
            && found.stream().allMatch(one -> one.values().keySet().containsAll(names.keySet()));
    return fits ? found.stream().map(one -> ItemPrediction.of(one.values())).toList() : null;
  }

  private List<Fields> fields(Document response) throws NotReadException {
    RequestReader reader = new RequestReader(new ExpectedFields(names), ReadingSettings.DEFAULTS);
    if (!(response instanceof Document.Json)) {
      return reader.read(response);
    }
    List<Fields> all = new ArrayList<>();
    for (Object root : Trees.roots(response)) {
      all.addAll(reader.read(unwrapped(root)));
    }
    return all;
  }

  /** Returns what a response holds below its wrappers; a prediction's own name is none. */
  private @Nullable Object unwrapped(@Nullable Object root) {
    Object node = root;
    while (node instanceof Map<?, ?> object
        && names.keySet().stream().noneMatch(object::containsKey)) {
      String wrapper = PredictionNames.wrapper(object);
      if (wrapper == null) {
        return node;
      }
      node = object.get(wrapper);
    }
    return node;
  }
}
