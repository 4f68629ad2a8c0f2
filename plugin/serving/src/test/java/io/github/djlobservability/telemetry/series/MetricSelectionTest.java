package io.github.djlobservability.telemetry.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.MetricLevel;
import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricSelectionTest {
  private static final Metric.Definition ESSENTIAL = ModelMetric.REQUEST_DURATION.definition();
  private static final Metric.Definition STANDARD = DriftMetric.JENSEN_SHANNON.definition();
  private static final Metric.Definition OF_ALL = DriftMetric.STATISTIC.definition();

  @Test
  void aLevelHasThoseOfTheOnesBeforeIt() {
    assertThat(has(MetricLevel.ESSENTIAL, "-", "-")).containsExactly(true, false, false);
    assertThat(has(MetricLevel.STANDARD, "-", "-")).containsExactly(true, true, false);
    assertThat(has(MetricLevel.ALL, "-", "-")).containsExactly(true, true, true);
  }

  @Test
  void namesWinOverTheLevelAndWhatIsExcludedIsNotThere() {
    assertThat(has(MetricLevel.ESSENTIAL, "djl.serving.drift.*", "-"))
        .containsExactly(true, true, true);
    assertThat(has(MetricLevel.ESSENTIAL, "djl.serving.drift.statistic", "-"))
        .containsExactly(true, false, true);
    assertThat(has(MetricLevel.ALL, "-", "djl.serving.drift.*"))
        .containsExactly(true, false, false);
    assertThat(has(MetricLevel.ALL, "*", "*")).containsExactly(false, false, false);
  }

  @Test
  void withoutSettingsItIsTheStandardLevel() {
    MetricSelection selection = MetricSelection.of(Settings.DEFAULTS);
    assertThat(selection.level()).isEqualTo(MetricLevel.STANDARD);
    assertThat(selection.has(OF_ALL)).isFalse();
    assertThat(selection.showsZeros()).isTrue();
  }

  private static List<Boolean> has(MetricLevel level, String included, String excluded) {
    MetricSelection selection = new MetricSelection(level, List.of(included), List.of(excluded));
    return List.of(selection.has(ESSENTIAL), selection.has(STANDARD), selection.has(OF_ALL));
  }
}
