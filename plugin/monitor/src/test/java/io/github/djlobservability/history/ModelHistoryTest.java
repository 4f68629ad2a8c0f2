package io.github.djlobservability.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHistoryTest {
  @TempDir Path folder;

  private final ModelHistory history = new ModelHistory();

  @Test
  void goesOnAfterARestart() throws IOException {
    history.verdict(verdict(1, "bmi"));
    history.verdict(verdict(2, "age"));
    history.happened(new Happening(7, Happening.Kind.LOADED, ""));
    history.quality(new QualityPoint(8, 500, "accuracy", new Interval(.9, .8, .95)));
    history.window(9, evaluation(3, 41.5));
    history.window(10, evaluation(3, 42.5));
    Path file = folder.resolve("history.state");
    history.save(file);

    ModelHistory again = new ModelHistory();
    again.restore(file);
    HistoryReport report = again.report();
    assertThat(report.verdicts()).isEqualTo(history.report().verdicts());
    assertThat(report.happenings()).isEqualTo(history.report().happenings());
    assertThat(report.quality()).isEqualTo(history.report().quality());
    assertThat(report.of("f1")).isEqualTo(history.report().of("f1"));
    assertThat(report.of("f1"))
        .extracting(FeatureWindow::epochMillis, FeatureWindow::mean)
        .containsExactly(tuple(9L, 41.5), tuple(10L, 42.5));
    assertThat(report.of("other")).isEmpty();
  }

  @Test
  void whatIsMutedIsSoAfterARestartUntilItsTime() throws IOException {
    assertThat(history.mute("bmi", 5_000, 1_000)).isTrue();
    assertThat(history.mute("age", 3_000, 1_000)).isTrue();
    history.save(folder.resolve("history.state"));
    ModelHistory again = new ModelHistory();
    again.restore(folder.resolve("history.state"));
    assertThat(again.report().mutes())
        .containsExactly(
            new Mute("bmi", "1970-01-01T00:00:05Z"), new Mute("age", "1970-01-01T00:00:03Z"));

    assertThat(again.endMutes(2_999)).isFalse();
    assertThat(again.endMutes(3_000)).isTrue();
    assertThat(again.report().mutes()).extracting(Mute::feature).containsExactly("bmi");
    assertThat(again.mute("bmi", 4_000, 4_000)).isTrue();
    assertThat(again.report().mutes()).isEmpty();
  }

  @Test
  void notAnyNumberOfFeaturesIsMuted() {
    for (int i = 0; i < Mutes.MOST; i++) {
      assertThat(history.mute("f" + i, 5_000, 1_000)).isTrue();
    }
    assertThat(history.mute("one more", 5_000, 1_000)).isFalse();
    assertThat(history.mute("f1", 9_000, 1_000)).isTrue();
    assertThat(history.mute("one more", 9_500, 5_000)).isTrue();
    assertThat(history.mute("x".repeat(70_000), 9_500, 5_000)).isFalse();
    assertThat(history.report().mutes()).hasSize(2);
  }

  @Test
  void isBounded() throws IOException {
    String endless = "x".repeat(100_000);
    for (int i = 0; i < 1_000; i++) {
      history.verdict(verdict(i, endless));
      history.happened(new Happening(i, Happening.Kind.REFERENCE, endless));
      history.window(i, evaluation(50, i));
    }
    HistoryReport report = history.report();
    assertThat(report.verdicts()).hasSize(ModelHistory.MOST_VERDICTS);
    assertThat(report.verdicts().get(0).item()).isEqualTo(999);
    assertThat(report.happenings()).hasSize(ModelHistory.MOST_HAPPENINGS);
    assertThat(report.of("f49")).hasSize((64 << 10) / (13 * 50));
    history.save(folder.resolve("history.state"));
    assertThat(Files.size(folder.resolve("history.state"))).isLessThan(1 << 20);
  }

  @Test
  void whatIsDamagedIsSetAside() throws IOException {
    Path file = Files.writeString(folder.resolve("history.state"), "no history");
    assertThatThrownBy(() -> history.restore(file)).isInstanceOf(CorruptFileException.class);
    assertThat(history.report()).isEqualTo(HistoryReport.NOTHING);
    assertThat(folder.resolve("history.state.corrupt")).exists();
  }

  @Test
  void aReportStaysTheSameUntilSomethingHappens() {
    history.verdict(verdict(1, "bmi"));
    HistoryReport report = history.report();
    assertThat(history.report()).isSameAs(report);
    history.verdict(verdict(2, "bmi"));
    assertThat(history.report().verdicts()).hasSize(2);
    assertThat(report.verdicts()).hasSize(1);
  }

  private static ModelEvaluation evaluation(int features, double mean) {
    List<FeatureEvaluation> all = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      all.add(
          new FeatureEvaluation(
              "f" + i,
              Status.STABLE,
              List.of(),
              new WindowMeasures(500, 500, 0, 0, 0, 0, mean, 1, 0, .25, 0)));
    }
    return new ModelEvaluation(1000, 2, Status.STABLE, 1e6, all);
  }

  private static Verdict verdict(long item, String feature) {
    return new Verdict(
        item,
        1_000 + item,
        feature,
        Check.DISTRIBUTION,
        DriftKind.DATA,
        Status.STABLE,
        Status.DRIFT,
        Status.DRIFT,
        DriftShape.SUDDEN,
        new Onset(item, item - 1, item + 1, 900),
        10,
        9,
        new Effect("mean 1 -> 2", 1, 2),
        List.of(),
        List.of("request@trace"),
        null);
  }
}
