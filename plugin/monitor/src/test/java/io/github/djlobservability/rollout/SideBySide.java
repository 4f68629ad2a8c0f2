package io.github.djlobservability.rollout;

import io.github.djlobservability.quality.measure.LabelledItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulates two versions that serve side by side, one item a second.
 *
 * @param first the share of the requests that goes to the second version at the beginning
 * @param last that share at the end
 * @param shadow whether each request goes to both
 * @param failed shares of failed requests, of either version
 * @param slower the factor by which the second version is slower
 * @param wrong shares of errors, of either version, in the middle of the day
 * @param daily by how much that share and the durations swing with the hours, from 0 to 1
 * @param alike of shadowed requests the share of which both versions say the same
 */
record SideBySide(
    double first,
    double last,
    boolean shadow,
    List<Double> failed,
    double slower,
    List<Double> wrong,
    double daily,
    double alike) {
  private static final long SECOND = 1000;
  private static final double DAY = 86_400;

  /** One in which versions are equal. */
  static SideBySide equal(double first, double last, double failed, double wrong, double daily) {
    return new SideBySide(
        first, last, false, List.of(failed, failed), 1, List.of(wrong, wrong), daily, 0);
  }

  static SideBySide shadow(double wrong, double other, double alike) {
    return new SideBySide(1, 1, true, List.of(0.001, 0.001), 1, List.of(wrong, other), 0, alike);
  }

  /**
   * Returns what was told of the harm at any look.
   *
   * @param apart how many items lie between looks
   */
  Told run(int items, int apart, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ModelRollout rollout = new ModelRollout("m");
    rollout.add("1", RolloutSettings.defaults(), 0);
    rollout.add("2", RolloutSettings.defaults(), 0);
    Set<String> told = new HashSet<>();
    List<Long> stops = new ArrayList<>();
    List<Long> goes = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      double share = first + (last - first) * i / items;
      double swing = daily * Math.sin(2 * Math.PI * i / DAY * 4);
      if (shadow) {
        boolean same = random.nextDouble() < alike;
        double common = random.nextDouble();
        for (int version = 0; version < 2; version++) {
          double draw = same ? common : random.nextDouble();
          take(rollout, version, i, draw < wrong.get(version), random, swing);
        }
      } else {
        int version = random.nextDouble() < share ? 1 : 0;
        take(
            rollout,
            version,
            i,
            random.nextDouble() < wrong.get(version) * (1 + swing),
            random,
            swing);
      }
      if ((i + 1) % apart == 0) {
        RolloutReport report = Objects.requireNonNull(rollout.report());
        RolloutReport.Candidate candidate = report.candidates().get(0);
        for (RolloutFinding finding : candidate.findings()) {
          if (finding.result() != RolloutFinding.Result.TOO_EARLY
              && finding.result() != RolloutFinding.Result.NONE_FOUND
              && finding.result() != RolloutFinding.Result.MEASURED) {
            told.add(finding.quantity() + " " + finding.result());
          }
        }
        switch (candidate.advice()) {
          case STOP -> stops.add(i + 1L);
          case GO_ON -> goes.add(i + 1L);
          case WAIT -> {}
        }
      }
    }
    return new Told(
        told,
        stops.isEmpty() ? Long.MAX_VALUE : stops.get(0),
        goes.isEmpty() ? Long.MAX_VALUE : goes.get(0));
  }

  private void take(
      ModelRollout rollout,
      int version,
      int i,
      boolean isWrong,
      SplittableRandom random,
      double swing) {
    String name = version == 0 ? "1" : "2";
    long at = i * SECOND;
    double seconds =
        0.05 * (1 + swing) * Math.exp(0.5 * random.nextGaussian()) * (version == 0 ? 1 : slower);
    rollout.requested(name, at, random.nextDouble() < failed.get(version), seconds);
    String right = i % 3 == 0 ? "a" : "b";
    String said = isWrong ? (i % 3 == 0 ? "b" : "a") : right;
    rollout.predicted(name, at, "r" + i, 0, Said.of(said, said, 0.8 + 0.1 * random.nextDouble()));
    rollout.labelled(name, "r" + i, 0, labelled(at, said, right));
  }

  static LabelledItem labelled(long at, Object said, Object label) {
    return labelled(at, said, label, 1);
  }

  static LabelledItem labelled(long at, Object said, Object label, double weight) {
    return new LabelledItem(1, null, at, at + SECOND, said, Map.of(), label, weight, List.of());
  }

  /**
   * Holds what was told in a run.
   *
   * @param differences each quantity that versions were told to differ in, at any look
   * @param stopAt after how many items it first said to stop; {@link Long#MAX_VALUE} for never
   * @param goAt after how many items it first said to go on
   */
  record Told(Set<String> differences, long stopAt, long goAt) {
    boolean harm() {
      return differences.stream()
          .anyMatch(each -> each.endsWith("WORSE") || each.endsWith("BETTER"));
    }
  }
}
