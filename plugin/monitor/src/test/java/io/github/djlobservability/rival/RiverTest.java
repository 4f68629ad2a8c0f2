package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.djlobservability.drift.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** River 0.26.1 and the detectors here alarm at the same bits of the same streams. */
class RiverTest {

  private static final int BITS = 1_500;

  /** A generator that is a line in Python, too. */
  private static final long FACTOR = 6364136223846793005L;

  private static final long STEP = 1442695040888963407L;

  static Stream<Named<JsonNode>> streams() {
    return Golden.objects(Golden.json("river.json"))
        .map(row -> Named.of("seed " + row.get("seed"), row));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void driftsWhereRiverDoes(JsonNode row) {
    Map<String, ErrorBitDetector> detectors =
        Map.of(
            "DDM", new Ddm(Ddm.Parameters.defaults()),
            "EDDM", new Eddm(Eddm.Parameters.defaults()),
            "HDDM_A", new HddmA(HddmA.Parameters.defaults()),
            "HDDM_W", new HddmW(HddmW.Parameters.defaults()),
            "HDDM_W two-sided", new HddmW(new HddmW.Parameters(0.001, 0.005, 0.05, true)));

    detectors.forEach(
        (name, detector) ->
            assertThat(drifts(detector, row))
                .as(name)
                .containsExactly(Golden.longs(row.get(name))));
  }

  private static long[] drifts(ErrorBitDetector detector, JsonNode row) {
    long state = row.get("seed").longValue();
    long changeAt = row.get("changeAt").longValue();
    List<Long> drifts = new ArrayList<>();
    for (long i = 0; i < BITS; i++) {
      state = state * FACTOR + STEP;
      double draw = (state >>> 11) * 0x1p-53;
      double rate = row.get(i < changeAt ? "before" : "after").doubleValue();
      if (detector.update(draw < rate) == Status.DRIFT) {
        drifts.add(i);
      }
    }
    return drifts.stream().mapToLong(Long::longValue).toArray();
  }
}
