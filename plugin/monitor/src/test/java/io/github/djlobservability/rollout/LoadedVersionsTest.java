package io.github.djlobservability.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which version the others are compared with, by whose settings, and what is said of that. */
class LoadedVersionsTest {
  private final ModelRollout rollout = new ModelRollout("m");

  @Test
  void aBaselineThatIsLoadedAgainKeepsItsPlace() {
    load("1", "2");
    rollout.remove("1", 1000);
    load("1");
    assertThat(report().baseline()).isEqualTo("1");
    assertThat(report().notes()).isEmpty();
    assertThat(rollout.baselineChange()).isNull();
  }

  @Test
  void aChangeOfTheBaselineIsSaid() {
    load("1", "2", "3");
    rollout.remove("1", 1000);
    assertThat(report().baseline()).isEqualTo("2");
    assertThat(report().notes())
        .containsExactly(
            "The baseline is version 2 since 1970-01-01T00:00:01Z; it was version 1 before.");
    load("1");
    assertThat(report().baseline()).isEqualTo("1");
    assertThat(report().notes())
        .containsExactly(
            "The baseline is version 1 since 1970-01-01T00:00:00Z; it was version 2 before.");
  }

  @Test
  void theBaselinesToleranceCounts() {
    rollout.add("1", new RolloutSettings(0.2, null), 0);
    rollout.add("2", new RolloutSettings(0.05, "2"), 0);
    rollout.add("3", new RolloutSettings(0.05, null), 0);
    for (int i = 0; i < 6000; i++) {
      String said = (i / 2) % 10 < (i % 2 == 0 ? 3 : 2) ? "b" : "a";
      rollout.labelled(i % 2 == 0 ? "1" : "2", null, 0, SideBySide.labelled(i * 1000L, said, "a"));
    }
    assertThat(report().candidates().get(0).advice()).isEqualTo(RolloutReport.Advice.STOP);
    assertThat(report().notes())
        .containsExactly(
            "observability.rollout.tolerance: the baseline's 5.0 % counts, not that of version 1.");
  }

  @Test
  void aVersionThatIsGoneAsksForNothing() {
    load("1", "2");
    rollout.add("3", new RolloutSettings(0.05, "7"), 0);
    assertThat(report().notes())
        .containsExactly(
            "observability.rollout.baseline: there is no version 7, so the oldest is the"
                + " baseline.");
    rollout.add("4", new RolloutSettings(0.05, "2"), 0);
    assertThat(report().baseline()).isEqualTo("2");
    assertThat(report().notes())
        .contains(
            "observability.rollout.baseline: that of the version loaded last counts, not that of"
                + " version 3.");
    rollout.remove("4", 0);
    rollout.remove("3", 0);
    assertThat(report().baseline()).isEqualTo("1");
  }

  @Test
  void thoseThatAreNotComparedAreNamed() {
    load("1", "2", "3", "4", "5", "6");
    assertThat(report().notes())
        .containsExactly("At most 4 versions are compared. Left out: version 5, version 6.");
  }

  @Test
  void versionsThatAreGoneAreForgottenInTheEnd() {
    load("1", "2");
    rollout.remove("1", 0);
    for (int i = 0; i < 100; i++) {
      load("v" + i);
      rollout.remove("v" + i, 0);
    }
    load("1");
    assertThat(report().baseline()).isEqualTo("2");
  }

  private void load(String... versions) {
    for (String version : List.of(versions)) {
      rollout.add(version, RolloutSettings.defaults(), 0);
    }
  }

  private RolloutReport report() {
    return Objects.requireNonNull(rollout.report());
  }
}
