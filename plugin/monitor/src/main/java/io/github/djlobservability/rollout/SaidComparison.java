package io.github.djlobservability.rollout;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what versions predict: the share of each class or the mean of numbers, how sure they
 * are, and, where both were asked the same, how often they say the same. Not thread-safe.
 */
final class SaidComparison {
  private static final int MOST_CLASSES = 10;

  private final Map<Long, ClassShare> classes = new LinkedHashMap<>();
  private final Measured numbers = Measured.ofRequests(false);
  private final Measured others = Measured.ofRequests(true);
  private final Measured scores = Measured.ofRequests(false);
  private final Halves<Said> halves = new Halves<>();
  private final Pace pairs = Pace.ofRequests();
  private PairedDifference unlike = new PairedDifference(false);
  private @Nullable PredictionKind kind;

  /**
   * Takes in a prediction.
   *
   * @param item the number by which its other half finds it; null without an id
   * @return whether it is of the kind of those before
   */
  boolean add(boolean ofCandidate, long epochMillis, @Nullable Long item, Said said) {
    if (kind == null) {
      kind = said.kind();
      unlike = new PairedDifference(kind != PredictionKind.NUMBER);
    }
    if (kind != said.kind()) {
      return false;
    }
    switch (said.kind()) {
      case CLASS -> addClass(ofCandidate, epochMillis, said);
      case NUMBER -> numbers.add(ofCandidate, epochMillis, epochMillis, said.number());
      case TRANSCRIPT -> {}
    }
    scores.add(ofCandidate, epochMillis, epochMillis, said.score());
    Said other = item == null ? null : halves.take(item, ofCandidate, said.withoutName());
    if (other != null) {
      unlike.add(0, said.distance(other), 1);
      pairs.add(epochMillis);
    }
    return true;
  }

  private void addClass(boolean ofCandidate, long epochMillis, Said said) {
    classes.forEach(
        (hash, share) ->
            share
                .measured()
                .add(ofCandidate, epochMillis, epochMillis, hash == said.hash() ? 1 : 0));
    if (classes.size() == MOST_CLASSES) {
      others.add(ofCandidate, epochMillis, epochMillis, classes.containsKey(said.hash()) ? 0 : 1);
    }
    // The first of a class only begins to count it: that one was bound to be of it.
    if (classes.size() < MOST_CLASSES && !classes.containsKey(said.hash())) {
      classes.put(said.hash(), new ClassShare(name(said), Measured.ofRequests(true)));
    }
  }

  /** Classes whose names may not be seen are told apart by numbers. */
  private String name(Said said) {
    long alike =
        classes.values().stream().filter(share -> share.name().startsWith(said.shown())).count();
    return HiddenValue.SHOWN.equals(said.shown()) && alike > 0
        ? said.shown() + " " + (alike + 1)
        : said.shown();
  }

  private record ClassShare(String name, Measured measured) {}

  List<RolloutJudgement> judgements(VersionNames names) {
    List<RolloutJudgement> all = new ArrayList<>();
    if (!pairs.isEmpty()) {
      Unit unit = kind == PredictionKind.NUMBER ? Unit.NUMBER : Unit.SHARE;
      Estimate estimate = unlike.estimate(halves.alone());
      all.add(judgement(names, Quantity.UNLIKE, unit, null, estimate, pairs));
    }
    List<ClassShare> shares = new ArrayList<>(classes.values());
    // Of two classes the share of one tells that of the other.
    for (ClassShare share : shares.size() == 2 ? shares.subList(1, 2) : shares) {
      Measured measured = share.measured();
      all.add(
          judgement(
              names,
              Quantity.SAID,
              Unit.SHARE,
              share.name(),
              measured.estimate(),
              measured.pace()));
    }
    if (others.estimate().candidate() > 0 || others.estimate().baseline() > 0) {
      all.add(
          judgement(
              names, Quantity.SAID, Unit.SHARE, "another class", others.estimate(), others.pace()));
    }
    if (!numbers.pace().isEmpty()) {
      Estimate estimate = numbers.estimate();
      all.add(judgement(names, Quantity.SAID, Unit.NUMBER, null, estimate, numbers.pace()));
    }
    if (!scores.pace().isEmpty()) {
      Estimate estimate = scores.estimate();
      all.add(judgement(names, Quantity.SCORE, Unit.NUMBER, null, estimate, scores.pace()));
    }
    return all;
  }

  private static RolloutJudgement judgement(
      VersionNames names,
      Quantity quantity,
      Unit unit,
      @Nullable String of,
      Estimate estimate,
      Pace pace) {
    return new RolloutJudgement(
        FindingWords.of(names, quantity, unit, of), estimate, pace, Double.NaN);
  }

  /** Lets go of items that wait for their other half. */
  void forget(LongPredicate items) {
    halves.forget(items);
  }

  /** Returns whether what came before is of another kind. */
  boolean isOtherThan(PredictionKind its) {
    return kind != null && kind != its;
  }

  void bound(int halvesAtMost) {
    halves.bound(halvesAtMost);
  }

  long bytes() {
    long bytes = numbers.bytes() + others.bytes() + scores.bytes() + Halves.BYTES * halves.size();
    for (ClassShare share : classes.values()) {
      bytes += share.measured().bytes();
    }
    return bytes;
  }
}
