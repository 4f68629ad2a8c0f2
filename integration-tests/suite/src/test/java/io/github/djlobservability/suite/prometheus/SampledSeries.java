package io.github.djlobservability.suite.prometheus;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A series of a query's result.
 *
 * @param labels its labels; what it lacks is not there
 * @param samples in the order of time; one of an instant vector
 */
public record SampledSeries(Map<String, String> labels, List<Sample> samples) {

  /** Returns the value of a label, empty when it has none. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }

  /** Returns the last value. */
  public double value() {
    return samples.get(samples.size() - 1).value();
  }

  static SampledSeries parse(JsonElement json) {
    JsonObject series = json.getAsJsonObject();
    Map<String, String> labels = new TreeMap<>();
    series
        .getAsJsonObject("metric")
        .entrySet()
        .forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
    List<Sample> samples =
        series.has("values")
            ? series.getAsJsonArray("values").asList().stream()
                .map(sample -> sample(sample.getAsJsonArray()))
                .toList()
            : List.of(sample(series.getAsJsonArray("value")));
    return new SampledSeries(labels, samples);
  }

  private static Sample sample(JsonArray pair) {
    return new Sample(pair.get(0).getAsDouble(), Double.parseDouble(pair.get(1).getAsString()));
  }
}
