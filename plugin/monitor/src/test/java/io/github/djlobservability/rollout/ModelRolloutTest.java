package io.github.djlobservability.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import io.github.djlobservability.rollout.RolloutFinding.Result;
import io.github.djlobservability.rollout.RolloutReport.Advice;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelRolloutTest {
  private static final long SEED = 20_261_201;

  private final ModelRollout rollout = new ModelRollout("m");

  @Test
  void oneVersionIsComparedWithNone() {
    assertThat(rollout.report()).isNull();
    rollout.add("1", RolloutSettings.defaults(), 0);
    rollout.requested("1", 0, false, 1);
    assertThat(rollout.isOn()).isFalse();
    assertThat(rollout.report()).isNull();
  }

  @Test
  void waitsAtFirst() {
    two();
    assertThat(candidate().advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate().reason()).isEqualTo("No request is over yet, and no label has come.");
    rollout.requested("1", 0, false, 1);
    rollout.requested("2", 1000, false, 1);
    RolloutReport.Candidate candidate = candidate();
    assertThat(candidate.advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate.since()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(candidate.reason())
        .isEqualTo(
            "Failed requests: too early to say; 50 requests of each are needed, and there are 1 of"
                + " version 1 and 1 of version 2.");
  }

  @Test
  void saysWhatThereIsOfWhichVersion() {
    two();
    for (int i = 0; i < 60; i++) {
      rollout.requested("1", i, false, 1);
    }
    assertThat(candidate().reason())
        .isEqualTo(
            "Failed requests: too early to say; 50 requests of each are needed, and there are 0 of"
                + " version 1 and 0 of version 2. From times when the other had none: 60 of version"
                + " 1 and 0 of version 2.");
    assertThat(finding(Quantity.FAILED).leftOut()).isEqualTo(60);
    assertThat(finding(Quantity.SLOW).sentence())
        .isEqualTo(
            "Slow requests: too early to say; what is slow is known by 100 requests of version 1,"
                + " and there are 60.");
  }

  @Test
  void noShareDiffersByMoreThanAll() {
    two();
    for (int i = 0; i < 60; i++) {
      say("1", i, "r" + i, "a");
      say("2", i, "r" + i, "b");
      label("1", i, "r" + i, "a");
      label("2", i, "r" + i, "b");
    }
    for (RolloutFinding finding : candidate().findings()) {
      assertThat(finding.difference().low()).isGreaterThanOrEqualTo(-1);
      assertThat(finding.difference().high()).isLessThanOrEqualTo(1);
    }
    assertThat(finding(Quantity.UNLIKE).difference().high()).isOne();
  }

  /** Looked at after each 50 requests, equal versions are hardly ever told apart. */
  @Test
  void equalVersionsAreNotToldApart() {
    System.out.println("seed " + SEED);
    int told = 0;
    for (int run = 0; run < 60; run++) {
      told += SideBySide.equal(0.2, 0.7, 0.005, 0.2, 0.3).run(3000, 50, SEED + run).harm() ? 1 : 0;
    }
    assertThat(told).isLessThanOrEqualTo(3);
  }

  @Test
  void stopsAVersionThatIsMoreOftenWrong() {
    errors(0.1, 0.3);
    RolloutReport.Candidate candidate = candidate();
    assertThat(candidate.advice()).isEqualTo(Advice.STOP);
    RolloutFinding wrong = finding(Quantity.WRONG);
    assertThat(wrong.result()).isEqualTo(Result.WORSE);
    assertThat(candidate.reason())
        .isEqualTo(wrong.sentence())
        .matches(
            "Version 2 makes more errors than version 1: 30 % against 10 % \\(20 points more,"
                + " 1\\d(\\.\\d)? to 2\\d(\\.\\d)?\\)\\.");
  }

  @Test
  void goesOnWithOneThatIsLessOftenWrong() {
    errors(0.3, 0.1);
    requests(3000);
    assertThat(finding(Quantity.WRONG).result()).isEqualTo(Result.BETTER);
    assertThat(finding(Quantity.WRONG).sentence()).contains("makes fewer errors", "points fewer");
    assertThat(candidate().advice()).isEqualTo(Advice.GO_ON);
    assertThat(candidate().reason()).contains("Version 2 makes fewer errors than version 1");
  }

  @Test
  void requestsThatAreNotMeasuredDelayNothing() {
    errors(0.3, 0.1);
    assertThat(candidate().advice()).isEqualTo(Advice.GO_ON);
    assertThat(candidate().reason())
        .isEqualTo(
            "Whether requests fail or are slow is not measured. Version 2 makes fewer errors than"
                + " version 1: 10 % against 30 % (20 points fewer, 15 to 25).");
  }

  @Test
  void saysHowLongToWait() {
    requests(3000);
    for (int i = 0; i < 400; i++) {
      label(i % 2 == 0 ? "1" : "2", i, null, i % 10 < 2 ? "b" : "a");
    }
    assertThat(candidate().advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate().reason())
        .matches(
            "Errors: no difference found yet, at most \\d\\d points either way \\(20 % against 20"
                + " %\\)\\. About [\\d,]+ more labels tell whether it is more than 5 points worse,"
                + " which takes \\d+ min at the rate so far\\.");
    assertThat(finding(Quantity.WRONG).moreItems()).isPositive();
    assertThat(finding(Quantity.WRONG).sentence())
        .containsPattern(
            "About [\\d,]+ more labels would show one of 5 points, which takes \\d+ min");
  }

  @Test
  void withoutLabelsItIsKnownThatTheyAreMissing() {
    requests(3000);
    assertThat(candidate().advice()).isEqualTo(Advice.GO_ON);
    assertThat(candidate().reason()).contains("no labels have come");
    for (int i = 0; i < 2000; i++) {
      boolean second = i % 2 == 0;
      say(second ? "2" : "1", i, "r" + i, (i / 2) % 10 < (second ? 6 : 2) ? "b" : "a");
    }
    assertThat(candidate().advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate().reason())
        .contains("predictions differ, and no labels say which are right. Version 2 says a less");
  }

  @Test
  void comparesFailuresAndLatency() {
    SplittableRandom random = new SplittableRandom(SEED);
    two();
    for (int i = 0; i < 4000; i++) {
      boolean second = i % 2 == 0;
      rollout.requested(
          second ? "2" : "1",
          i * 100L,
          second && i % 20 == 0,
          (second ? 0.15 : 0.1) * Math.exp(0.3 * random.nextGaussian()));
    }
    assertThat(finding(Quantity.FAILED).sentence())
        .startsWith("Version 2 fails more requests than version 1: 10 % against 0 % (10 points");
    assertThat(finding(Quantity.SLOW).sentence())
        .matches(
            "Version 2 has more slow requests than version 1: \\d\\d % against \\d\\.\\d % take"
                + " longer than 1\\d\\d\\.\\d ms \\(.*");
  }

  @Test
  void pairsWhatBothSayOfARequest() {
    two();
    for (int i = 0; i < 500; i++) {
      say("1", i, "r" + i, "a");
      say("2", i, "r" + i, i % 10 == 0 ? "b" : "a");
      label("2", i, "r" + i, i % 10 == 0 ? "b" : "a");
      label("1", i, "r" + i, "a");
    }
    say("1", 500, "alone", "a");
    RolloutFinding unlike = finding(Quantity.UNLIKE);
    assertThat(unlike.result()).isEqualTo(Result.MEASURED);
    assertThat(unlike.sentence())
        .matches(
            "Version 1 and version 2 say the same in 90 % of 500 cases \\(8\\d % to 9\\d %\\),"
                + " asked the same\\.");
    assertThat(unlike.leftOut()).isEqualTo(1);
    RolloutFinding paired = finding(Quantity.WRONG_OF_THE_SAME);
    assertThat(paired.result()).isEqualTo(Result.WORSE);
    assertThat(paired.sentence())
        .startsWith("Version 2 makes more errors than version 1, asked the same: 10 % against 0 %");
    double alone = finding(Quantity.WRONG).difference().high();
    assertThat(paired.difference().high()).isLessThan(alone);
  }

  @Test
  void comparesNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    two();
    for (int i = 0; i < 1000; i++) {
      double right = 100 + random.nextGaussian();
      double one = right + random.nextGaussian();
      double two = right + 3 * random.nextGaussian() + 2;
      rollout.predicted("1", i, "r" + i, 0, Said.of(one, "", Double.NaN));
      rollout.predicted("2", i, "r" + i, 0, Said.of(two, "", Double.NaN));
      rollout.labelled("1", "r" + i, 0, SideBySide.labelled(i, one, right));
      rollout.labelled("2", "r" + i, 0, SideBySide.labelled(i, two, right));
    }
    assertThat(finding(Quantity.SAID).sentence()).startsWith("Version 2 says higher numbers than");
    assertThat(finding(Quantity.UNLIKE).sentence()).contains("differ by 2.963 on average");
    assertThat(finding(Quantity.WRONG).sentence())
        .startsWith("Version 2 is farther from the labels than version 1: 2.888");
    rollout.predicted("2", 0, "x", 0, Said.of("a", "a", 0.5));
    assertThat(report().notCompared()).containsEntry("kind", 1L);
  }

  /** Fifty that are all right don't say that the next is. */
  @Test
  void fewThatAreAllRightAreNoProof() {
    requests(3000);
    TranscriptErrors none = new TranscriptErrors(10, 10, 0, 50, 0);
    for (int i = 0; i < 120; i++) {
      String version = i % 2 == 0 ? "1" : "2";
      rollout.labelled(version, null, 0, SideBySide.labelled(i, none, none));
    }
    assertThat(candidate().advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate().reason()).contains("Wrong words: no difference found yet, at most");
    rollout.remove("2", 0);
    requests(3000);
    for (int i = 0; i < 120; i++) {
      String version = i % 2 == 0 ? "1" : "2";
      rollout.labelled(version, null, 0, SideBySide.labelled(i, 7.0, 7.0));
    }
    assertThat(candidate().advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate().reason()).isEqualTo("Distance from the labels: always 0, of both.");
  }

  @Test
  void comparesTranscripts() {
    two();
    for (int i = 0; i < 100; i++) {
      TranscriptErrors one = new TranscriptErrors(10, 10, i % 3, 50, 5);
      TranscriptErrors two = new TranscriptErrors(10, 10, 5 + i % 3, 50, 5);
      rollout.predicted("1", i, "r" + i, 0, Said.of(Transcript.of("Four, one"), "", 0.9));
      rollout.predicted("2", i, "r" + i, 0, Said.of(Transcript.of("four one"), "", 0.9));
      rollout.labelled("1", null, 0, SideBySide.labelled(i, one, one));
      rollout.labelled("2", null, 0, SideBySide.labelled(i, two, two));
    }
    assertThat(finding(Quantity.UNLIKE).sentence()).contains("say the same in 100 % of 100 cases");
    assertThat(finding(Quantity.WRONG).sentence())
        .startsWith(
            "Version 2 gets more words wrong than version 1: 60 % against 9.9 % (50 points");
    assertThat(report().notCompared()).containsEntry("id", 200L);
  }

  @Test
  void whatWaitsForItsOtherHalfIsBounded() {
    two();
    for (int i = 0; i < 3 * Halves.MOST; i++) {
      say("1", 0, "r" + i, "a");
      label("1", 0, "r" + i, "a");
    }
    assertThat(rollout.bytes()).isLessThan(3_000_000);
    say("2", 0, "r0", "a");
    say("2", 0, "r" + (3 * Halves.MOST - 1), "a");
    RolloutFinding unlike = finding(Quantity.UNLIKE);
    assertThat(unlike.candidateItems()).isEqualTo(1);
    assertThat(unlike.leftOut()).isEqualTo(3L * Halves.MOST);
    rollout.shrink(100_000);
    assertThat(rollout.bytes()).isLessThan(120_000);
    rollout.shrink(Long.MAX_VALUE);
  }

  @Test
  void comparesAFewVersionsWithTheOneThatIsAskedFor() {
    for (String version : new String[] {"1", "2", "3", "4", "5"}) {
      rollout.add(version, new RolloutSettings(0.05, "3"), 0);
    }
    assertThat(report().baseline()).isEqualTo("3");
    assertThat(report().candidates())
        .extracting(RolloutReport.Candidate::version)
        .containsExactly("1", "2", "4");
    rollout.requested("5", 0, false, 1);
    rollout.versionUnknown();
    assertThat(report().notCompared()).containsEntry("versions", 1L).containsEntry("version", 1L);
    rollout.remove("3", 0);
    assertThat(report().baseline()).isEqualTo("1");
    assertThat(report().notes()).anyMatch(note -> note.contains("there is no version 3"));
    rollout.remove("1", 0);
    rollout.remove("2", 0);
    rollout.remove("4", 0);
    assertThat(rollout.isOn()).isFalse();
    rollout.remove("5", 0);
    assertThat(rollout.isEmpty()).isTrue();
  }

  @Test
  void aVersionThatIsLoadedAgainBeginsAnew() {
    two();
    say("1", 0, "r", "a");
    say("2", 0, "r", "a");
    rollout.remove("2", 0);
    rollout.add("2", RolloutSettings.defaults(), 0);
    assertThat(candidate().since()).isNull();
  }

  /** The new one has no part in what the version did that had its name before. */
  @Test
  void whatIsOlderThanALoadIsLeftOut() {
    rollout.add("1", RolloutSettings.defaults(), 0);
    rollout.add("2", RolloutSettings.defaults(), 0);
    rollout.remove("2", 0);
    rollout.add("2", RolloutSettings.defaults(), 1_000_000);
    for (int i = 0; i < 1000; i++) {
      label(i % 2 == 0 ? "1" : "2", i, null, i % 2 == 0 ? "a" : "b");
    }
    say("2", 1, "r", "a");
    rollout.requested("1", 999_999, false, 1);
    assertThat(report().notCompared()).containsExactly(Map.entry("before", 1002L));
    assertThat(candidate().findings()).isEmpty();
    rollout.requested("1", 1_000_000, false, 1);
    assertThat(candidate().findings()).isNotEmpty();
  }

  /** Labels of guesses are wanted ten times as often of one version, and no more of the other. */
  @Test
  void labelsCountByWhatTheyStandFor() {
    System.out.println("seed " + SEED);
    int told = 0;
    int missed = 0;
    for (int run = 0; run < 40; run++) {
      SplittableRandom random = new SplittableRandom(SEED + run);
      ModelRollout equal = new ModelRollout("m");
      equal.add("1", RolloutSettings.defaults(), 0);
      equal.add("2", RolloutSettings.defaults(), 0);
      for (int i = 0; i < 30_000; i++) {
        boolean second = i % 2 == 0;
        boolean guess = random.nextDouble() < 0.1;
        boolean wrong = random.nextDouble() < (guess ? 0.5 : 0.02);
        double weight = second ? 10 : guess ? 2 : 20;
        if (random.nextDouble() * weight < 1) {
          equal.labelled(
              second ? "2" : "1",
              null,
              0,
              SideBySide.labelled(i * 100L, wrong ? "b" : "a", "a", weight));
        }
      }
      RolloutFinding wrong =
          Objects.requireNonNull(equal.report()).candidates().get(0).findings().get(0);
      told += wrong.result() == Result.NONE_FOUND ? 0 : 1;
      missed += wrong.difference().low() > 0 || wrong.difference().high() < 0 ? 1 : 0;
      assertThat(wrong.baseline()).isBetween(0.03, 0.12);
    }
    assertThat(told).isLessThanOrEqualTo(2);
    assertThat(missed).isLessThanOrEqualTo(2);
  }

  @Test
  void pairsCountByWhatTheyStandFor() {
    two();
    for (int i = 0; i < 300; i++) {
      boolean rare = i % 3 == 0;
      double weight = rare ? 8 : 1;
      rollout.labelled("1", "r" + i, 0, SideBySide.labelled(i, rare ? "a" : "b", "a", weight));
      rollout.labelled("2", "r" + i, 0, SideBySide.labelled(i, "a", "a", 1));
    }
    assertThat(finding(Quantity.WRONG_OF_THE_SAME).baseline()).isCloseTo(0.2, within(1e-9));
    assertThat(finding(Quantity.WRONG_OF_THE_SAME).difference().low()).isLessThan(-0.2);
  }

  /** Surely worse, but by no more than is tolerated: no stop, and going on says so. */
  @Test
  void worseWithinToleranceIsNoStop() {
    for (int i = 0; i < 4000; i++) {
      label(i % 2 == 0 ? "2" : "1", i, null, (i / 2) % 1000 < (i % 2 == 0 ? 40 : 0) ? "b" : "a");
    }
    assertThat(finding(Quantity.WRONG).result()).isEqualTo(Result.WORSE);
    assertThat(candidate().advice()).isEqualTo(Advice.WAIT);
    assertThat(candidate().reason()).contains("more labels tell whether it is more than 5 points");
    for (int i = 4000; i < 60_000; i++) {
      label(i % 2 == 0 ? "2" : "1", i, null, (i / 2) % 1000 < (i % 2 == 0 ? 40 : 0) ? "b" : "a");
    }
    assertThat(finding(Quantity.WRONG).result()).isEqualTo(Result.WORSE);
    assertThat(candidate().advice()).isEqualTo(Advice.GO_ON);
    assertThat(candidate().reason())
        .contains("5 points more. That is tolerated: Version 2 makes more errors");
  }

  @Test
  void tooFewPairsAreSaidSo() {
    say("1", 0, "r", "a");
    say("2", 0, "r", "a");
    assertThat(finding(Quantity.UNLIKE).sentence())
        .startsWith("How often both say the same, asked the same: too early");
    assertThat(rollout.kind("2", PredictionKind.CLASS)).isEqualTo(PredictionKind.CLASS);
    assertThat(candidate().findings()).isNotEmpty();
    assertThat(rollout.kind("1", PredictionKind.NUMBER)).isEqualTo(PredictionKind.NUMBER);
    assertThat(candidate().findings()).isEmpty();
    rollout.predicted("1", 0, "n", 0, Said.of(1.0, "", Double.NaN));
    rollout.predicted("2", 0, "n", 0, Said.of(2.0, "", Double.NaN));
    assertThat(finding(Quantity.UNLIKE).sentence())
        .startsWith("How far both are apart, asked the same: too early");
  }

  @Test
  void saysHowMuchFartherNumbersMayBe() {
    SplittableRandom random = new SplittableRandom(SEED);
    two();
    for (int i = 0; i < 40_000; i++) {
      double said = 100 + 50 + random.nextDouble();
      rollout.labelled(i % 2 == 0 ? "1" : "2", null, 0, SideBySide.labelled(i, said, 100.0));
    }
    assertThat(candidate().advice()).isEqualTo(Advice.GO_ON);
    assertThat(candidate().reason()).containsPattern("no more than 2\\.52\\d farther from the");
  }

  @Test
  void numbersTooLargeToSquareTellNothing() {
    SplittableRandom random = new SplittableRandom(SEED);
    two();
    for (int i = 0; i < 200; i++) {
      double said = random.nextDouble() * 1e200;
      rollout.predicted(i % 2 == 0 ? "1" : "2", i, null, 0, Said.of(said, "", Double.NaN));
    }
    assertThat(finding(Quantity.SAID).result()).isEqualTo(Result.TOO_EARLY);
    assertThat(finding(Quantity.SAID).sentence()).contains("the numbers are too large");
  }

  @Test
  void onlyWhatIsTakenIsWithoutAnId() {
    for (String version : new String[] {"1", "2", "3", "4", "5"}) {
      rollout.add(version, RolloutSettings.defaults(), 0);
    }
    rollout.predicted("5", 0, null, 0, Said.of("a", "a", 0.5));
    assertThat(report().notCompared()).containsExactly(Map.entry("versions", 1L));
  }

  @Test
  void anIdThatComesAgainMakesNoPair() {
    for (int i = 0; i < 10; i++) {
      say("1", i, "same", "a");
    }
    say("2", 10, "same", "b");
    assertThat(candidate().findings()).noneMatch(each -> each.quantity() == Quantity.UNLIKE);
    for (int i = 0; i < 10; i++) {
      say("1", i, "twice", "a");
      say("2", i, "twice", "a");
    }
    assertThat(finding(Quantity.UNLIKE).candidateItems()).isEqualTo(1);
    assertThat(finding(Quantity.UNLIKE).leftOut()).isEqualTo(11 + 18);
  }

  @Test
  void classesPastTheTenthAreToldTogether() {
    for (int i = 0; i < 10; i++) {
      say("1", 0, null, "rare" + i);
    }
    for (int i = 0; i < 2000; i++) {
      boolean second = i % 2 == 0;
      say(second ? "2" : "1", i, null, second ? "new" : "rare" + i % 10);
    }
    assertThat(candidate().findings())
        .anyMatch(each -> "another class".equals(each.of()) && each.result() == Result.DIFFERENT);
  }

  private void two() {
    if (!rollout.isOn()) {
      rollout.add("1", RolloutSettings.defaults(), 0);
      rollout.add("2", RolloutSettings.defaults(), 0);
    }
  }

  private void errors(double one, double two) {
    for (int i = 0; i < 4000; i++) {
      boolean second = i % 2 == 0;
      boolean wrong = (i / 2) % 100 < 100 * (second ? two : one);
      label(second ? "2" : "1", i, null, wrong ? "b" : "a");
    }
  }

  private void requests(int each) {
    two();
    for (int i = 0; i < 2 * each; i++) {
      rollout.requested(i % 2 == 0 ? "2" : "1", i * 100L, false, (i / 2) % 100);
    }
  }

  private void say(String version, int second, @Nullable String request, String name) {
    two();
    rollout.predicted(version, second * 1000L, request, 0, Said.of(name, name, Double.NaN));
  }

  /** Labels an item as {@code a}. */
  private void label(String version, int second, @Nullable String request, String said) {
    two();
    rollout.labelled(version, request, 0, SideBySide.labelled(second * 1000L, said, "a"));
  }

  private RolloutReport report() {
    RolloutReport report = rollout.report();
    if (report == null) {
      throw new AssertionError("nothing is compared");
    }
    return report;
  }

  private RolloutReport.Candidate candidate() {
    return report().candidates().get(0);
  }

  private RolloutFinding finding(Quantity quantity) {
    return candidate().findings().stream()
        .filter(finding -> finding.quantity() == quantity)
        .findFirst()
        .orElseThrow();
  }
}
