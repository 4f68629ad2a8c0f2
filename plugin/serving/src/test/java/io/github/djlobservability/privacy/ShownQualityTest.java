package io.github.djlobservability.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.WindowQuality;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShownQualityTest {
  private static final String ONE = HiddenValue.of(1);
  private static final String TWO = HiddenValue.of(2);
  private static final String THREE = HiddenValue.of(3);

  private static WindowQuality window(String... segments) {
    return new WindowQuality(
        1,
        9,
        0,
        1,
        9,
        9,
        Map.of(),
        List.of(),
        List.of(),
        Stream.of(segments)
            .map(value -> new SegmentQuality("carrier", value, 3, Map.of()))
            .toList());
  }

  private static QualityReport shown(List<String> classes, WindowQuality... windows) {
    return new ShownQuality(ValuePolicy.DEFAULTS, null, true)
        .of(
            new QualityReport(
                null,
                classes,
                null,
                0,
                0,
                0,
                List.of(windows),
                Map.of(),
                new QualityReport.Estimates("", 0, List.of()),
                new QualityReport.Concept("profile", null, 0),
                List.of()));
  }

  private static List<String> segments(WindowQuality window) {
    return window.segments().stream().map(SegmentQuality::value).toList();
  }

  @Test
  void segmentsThatAreHiddenAreToldApartAndKeepTheirNumbersInAllWindows() {
    QualityReport report = shown(List.of(), window(ONE, TWO, "AA"), window("AA", THREE, TWO));
    assertThat(segments(report.windows().get(0))).containsExactly("(other)", "(other) 2", "AA");
    assertThat(segments(report.windows().get(1))).containsExactly("AA", "(other) 3", "(other) 2");
  }

  @Test
  void allOtherValuesTogetherAreNoneOfThem() {
    QualityReport report = shown(List.of(ONE, "(other)", TWO), window(ONE, "(other)", TWO));
    assertThat(segments(report.windows().get(0)))
        .containsExactly("(other) 2", "(other)", "(other) 3");
    assertThat(report.classes()).containsExactly("(other) 2", "(other)", "(other) 3");
  }
}
