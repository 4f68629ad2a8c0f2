package io.github.djlobservability.rollout;

import io.github.djlobservability.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How two versions compare by one quantity; the fields' names are the JSON's.
 *
 * @param quantity what they are compared by
 * @param of the class that it is of; null where it is of none
 * @param result what was found
 * @param sentence the same for people
 * @param baseline its mean of the baseline, of shares from 0 to 1; null before there is one
 * @param candidate that of the other version
 * @param difference the other version's mean less the baseline's, with an interval that may be
 *     looked at at any time; of {@code UNLIKE} how far both are apart
 * @param baselineItems how many items of the baseline it is of
 * @param candidateItems how many of the other version
 * @param leftOut items that are not compared: of times when only one version served, or without
 *     their other half
 * @param moreItems about how many more items, of both versions, it takes to see half as much; null
 *     where that is not known, or not needed
 */
public record RolloutFinding(
    Quantity quantity,
    @Nullable String of,
    Result result,
    String sentence,
    double baseline,
    double candidate,
    Interval difference,
    long baselineItems,
    long candidateItems,
    long leftOut,
    @Nullable Long moreItems) {

  /** Says what was found. */
  public enum Result {
    /** Too few items have come. */
    TOO_EARLY,
    /** No difference is found. */
    NONE_FOUND,
    /** The other version has less of what is harm. */
    BETTER,
    /** The other version has more of what is harm. */
    WORSE,
    /** The versions differ in what is no harm by itself. */
    DIFFERENT,
    /** It has no sides: how far both are apart on the same items. */
    MEASURED
  }

  /** Lists what versions are compared by. */
  public enum Quantity {
    /** Requests that the server or the model failed. */
    FAILED,
    /** Requests that took longer than 95 % of the baseline's last thousand. */
    SLOW,
    /** How wrong predictions are, by their labels. */
    WRONG,
    /** How wrong predictions for the same requests are, by their labels. */
    WRONG_OF_THE_SAME,
    /** How far apart predictions for the same requests are. */
    UNLIKE,
    /** How often a class is predicted, or how high numbers are. */
    SAID,
    /** How sure predictions are. */
    SCORE;

    /** The risk that equal versions are told apart by what makes one worse, whenever one looks. */
    private static final double RISK = 0.05;

    private static final int HARMFUL = 4;

    /** Ten classes, the others together, and the score. */
    private static final int MOST_SAID = 12;

    /** Returns whether more of it is worse. */
    boolean isHarm() {
      return switch (this) {
        case FAILED, SLOW, WRONG, WRONG_OF_THE_SAME -> true;
        case UNLIKE, SAID, SCORE -> false;
      };
    }

    /** Returns whether it is of items that both versions had. */
    boolean isOfPairs() {
      return this == WRONG_OF_THE_SAME || this == UNLIKE;
    }

    /** Returns the chance that its interval ever misses, so that all of a sort keep the risk. */
    double level() {
      return switch (this) {
        case FAILED, SLOW, WRONG, WRONG_OF_THE_SAME -> RISK / HARMFUL;
        case UNLIKE -> RISK;
        case SAID, SCORE -> RISK / MOST_SAID;
      };
    }
  }
}
