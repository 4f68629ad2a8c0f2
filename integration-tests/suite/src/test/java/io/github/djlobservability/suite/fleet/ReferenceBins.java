package io.github.djlobservability.suite.fleet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bins of one feature, from the profile's file as docs/profile-format.md describes it, and what
 * PSI and Jensen-Shannon are of values in them. Written apart from the plugin, to hold it to.
 */
final class ReferenceBins {
  private static final double SMALLEST_SHARE = 1e-4;

  private final List<Double> edges = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private final List<Long> reference = new ArrayList<>();
  private final boolean numeric;

  private ReferenceBins(JsonObject feature) {
    numeric = feature.get("type").getAsString().equals("numeric");
    JsonObject series = feature.getAsJsonObject("series").getAsJsonObject("value");
    if (numeric) {
      JsonObject bins = series.getAsJsonObject("bins");
      bins.getAsJsonArray("edges").forEach(edge -> edges.add(edge.getAsDouble()));
      bins.getAsJsonArray("counts").forEach(count -> reference.add(count.getAsLong()));
      reference.add(series.get("nan").getAsLong() + series.get("infinite").getAsLong());
    } else {
      for (Map.Entry<String, JsonElement> category :
          series.getAsJsonObject("categories").entrySet()) {
        categories.add(category.getKey());
        reference.add(category.getValue().getAsLong());
      }
      reference.add(series.get("other").getAsLong());
    }
    reference.add(feature.get("missing").getAsLong());
    reference.add(feature.get("wrongType").getAsLong());
  }

  static ReferenceBins read(Path profile, String feature) throws IOException {
    JsonArray features =
        JsonParser.parseString(Files.readString(profile))
            .getAsJsonObject()
            .getAsJsonArray("features");
    for (JsonElement element : features) {
      if (element.getAsJsonObject().get("name").getAsString().equals(feature)) {
        return new ReferenceBins(element.getAsJsonObject());
      }
    }
    throw new IllegalArgumentException("no feature " + feature);
  }

  /** Population stability index, with no share below 0.0001. */
  double populationStabilityIndex(List<@Nullable Object> values) {
    double sum = 0;
    double[] shares = shares(values);
    for (int bin = 0; bin < shares.length; bin++) {
      double p = Math.max(SMALLEST_SHARE, referenceShare(bin));
      double q = Math.max(SMALLEST_SHARE, shares[bin]);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  /** Jensen-Shannon distance, base 2. */
  double jensenShannon(List<@Nullable Object> values) {
    double sum = 0;
    double[] shares = shares(values);
    for (int bin = 0; bin < shares.length; bin++) {
      double middle = (referenceShare(bin) + shares[bin]) / 2;
      sum += part(referenceShare(bin), middle) + part(shares[bin], middle);
    }
    return Math.sqrt(sum / 2);
  }

  private static double part(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
  }

  private double referenceShare(int bin) {
    return (double) reference.get(bin) / reference.stream().mapToLong(Long::longValue).sum();
  }

  private double[] shares(List<@Nullable Object> values) {
    double[] shares = new double[reference.size()];
    for (Object value : values) {
      shares[bin(value)] += 1.0 / values.size();
    }
    return shares;
  }

  private int bin(@Nullable Object value) {
    if (value == null) {
      return reference.size() - 2;
    }
    if (numeric) {
      return value instanceof Double number
          ? (int) edges.stream().filter(edge -> edge <= number).count()
          : reference.size() - 1;
    }
    int known = categories.indexOf(value);
    return known < 0 ? categories.size() : known;
  }
}
