package io.github.djlobservability.cli.doctor;

import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.payload.ExpectedPrediction;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says by what a request and its response are read.
 *
 * @param schema the reference's features; null without a reference
 * @param optional the names of those that rows of the reference lack, too
 * @param prediction what the reference has as prediction
 * @param reading where items and predictions are said to be
 * @param positiveClass the class that the server's settings name so; null for none
 * @param streamedText whether responses in chunks are put together
 * @param leftOut names that the reference has left out, so that they are at no fault
 * @param notWatched a sentence on each thing that the reference has too little of
 */
record Expectation(
    @Nullable Schema schema,
    Set<String> optional,
    ExpectedPrediction prediction,
    ReadingSettings reading,
    @Nullable String positiveClass,
    boolean streamedText,
    Set<String> leftOut,
    List<String> notWatched) {

  /** Expects nothing, without a reference. */
  static Expectation ofNothing() {
    return new Expectation(
        null,
        Set.of(),
        ExpectedPrediction.UNKNOWN,
        ReadingSettings.DEFAULTS,
        null,
        false,
        Set.of(),
        List.of());
  }

  /** Expects what a profile has. */
  static Expectation of(ReferenceProfile profile) {
    Set<String> optional = new HashSet<>();
    for (int i = 0; i < profile.schema().size(); i++) {
      if (!profile.feature(i).rules().required()) {
        optional.add(profile.schema().feature(i).name());
      }
    }
    return new Expectation(
        profile.schema(),
        optional,
        ReferenceExpectations.prediction(profile),
        ReadingSettings.DEFAULTS,
        null,
        false,
        profile.provenance().leftOut().keySet(),
        new ProfiledModel(profile).notWatched().stream().map(NotWatched::sentence).toList());
  }

  /**
   * Returns the same, read by other settings where these say something.
   *
   * @param putsTogether has responses in chunks put together in any case
   */
  Expectation readBy(ReadingSettings told, boolean putsTogether) {
    return new Expectation(
        schema,
        optional,
        prediction,
        new ReadingSettings(
            told.inputs() == null ? reading.inputs() : told.inputs(),
            told.prediction() == null ? reading.prediction() : told.prediction(),
            told.score() == null ? reading.score() : told.score(),
            told.featureNames().isEmpty() ? reading.featureNames() : told.featureNames(),
            reading.sampleRate(),
            reading.scoredClass()),
        positiveClass,
        streamedText || putsTogether,
        leftOut,
        notWatched);
  }
}
