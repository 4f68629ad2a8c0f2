package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.djlobservability.drift.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the golden sequential vectors: drift at exactly these indices. */
class GoldenSequentialTest {

  static Stream<Named<JsonNode>> rows() {
    return Golden.objects(Golden.json("sequential.json"))
        .map(
            row ->
                Named.of(
                    row.get("detector").textValue()
                        + " on "
                        + row.get("stream").textValue()
                        + " "
                        + row.get("params"),
                    row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void driftsAtTheGoldenIndices(JsonNode row) {
    SequentialDetector detector = detector(row.get("detector").textValue(), row.get("params"));
    double[] stream = Golden.stream(row.get("stream").textValue());

    List<Long> drifts = new ArrayList<>();
    for (int i = 0; i < stream.length; i++) {
      if (Feed.update(detector, stream[i]) == Status.DRIFT) {
        drifts.add((long) i);
      }
    }

    assertThat(drifts)
        .containsExactlyElementsOf(
            java.util.Arrays.stream(Golden.longs(row.get("drifts"))).boxed().toList());
  }

  private static SequentialDetector detector(String name, JsonNode params) {
    return switch (name) {
      case "ADWIN" ->
          new Adwin(
              new Adwin.Parameters(
                  number(params, "delta"),
                  whole(params, "clock"),
                  whole(params, "maxBuckets"),
                  whole(params, "minSubWindow"),
                  whole(params, "gracePeriod")));
      case "PageHinkley" ->
          new PageHinkley(
              new PageHinkley.Parameters(
                  whole(params, "minSamples"),
                  number(params, "delta"),
                  number(params, "threshold"),
                  number(params, "alpha"),
                  Direction.valueOf(params.get("direction").textValue().toUpperCase(Locale.ROOT))));
      case "DDM" ->
          new Ddm(
              new Ddm.Parameters(
                  whole(params, "warmup"), number(params, "warning"), number(params, "drift")));
      case "EDDM" ->
          new Eddm(
              new Eddm.Parameters(
                  whole(params, "warmup"), number(params, "alpha"), number(params, "beta")));
      case "HDDM_A" ->
          new HddmA(
              new HddmA.Parameters(
                  number(params, "driftConfidence"), 0.005, params.get("twoSided").booleanValue()));
      case "HDDM_W" ->
          new HddmW(
              new HddmW.Parameters(
                  number(params, "driftConfidence"),
                  0.005,
                  number(params, "lambda"),
                  params.get("twoSided").booleanValue()));
      default -> throw new AssertionError("no detector for golden row " + name);
    };
  }

  private static double number(JsonNode params, String key) {
    return params.get(key).doubleValue();
  }

  private static int whole(JsonNode params, String key) {
    return params.get(key).intValue();
  }
}
