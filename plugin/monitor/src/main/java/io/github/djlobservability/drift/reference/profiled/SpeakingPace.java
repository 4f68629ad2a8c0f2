package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many words a recogniser writes for each second of a recording: fewer where it leaves words
 * out or people are silent, more where it makes some up. Immutable and thread-safe.
 *
 * @param text the index of what is written
 * @param duration the index of the recording's duration in seconds
 * @param reference describes it in the reference
 */
record SpeakingPace(int text, int duration, FeatureReference reference) {
  private static final int MIN_ROWS = 100;
  private static final String NAME = ".words_per_s";

  /**
   * Makes it of a profile whose prediction is a text and whose input is a recording; null for any
   * other.
   */
  static @Nullable SpeakingPace of(ReferenceProfile profile) {
    int[] places = places(profile);
    return places == null ? null : of(profile, places[0], places[1]);
  }

  /** Says that a profile keeps too few for it; null where it keeps enough, or has no such thing. */
  static @Nullable NotWatched lack(ReferenceProfile profile) {
    int[] places = places(profile);
    if (places == null) {
      return null;
    }
    String name = profile.schema().feature(places[0]).name() + NAME;
    long kept =
        profile.sample().rows().stream()
            .filter(row -> !Double.isNaN(pace(row.row(), places[0], places[1])))
            .count();
    return NotWatched.ofFew(name, "", kept, MIN_ROWS, "recordings with what was said");
  }

  /** Finds the text and the recording's duration; null for a profile without such. */
  private static int @Nullable [] places(ReferenceProfile profile) {
    Schema schema = profile.schema();
    int text = -1;
    int duration = -1;
    for (int i = 0; i < schema.size(); i++) {
      Feature feature = schema.feature(i);
      boolean seconds = feature.name().endsWith("." + AudioFigure.DURATION.label());
      if (text < 0 && feature.role() == FeatureRole.PREDICTION) {
        text = feature.type() == FeatureType.TEXT ? i : -1;
      } else if (seconds && feature.type() == FeatureType.NUMERIC) {
        duration = i;
      }
    }
    return text < 0 || duration < 0 ? null : new int[] {text, duration};
  }

  private static @Nullable SpeakingPace of(ReferenceProfile profile, int text, int duration) {
    RowSample sample = profile.sample();
    double[] values = new double[sample.size()];
    long[] positions = new long[sample.size()];
    int count = 0;
    for (int i = 0; i < sample.size(); i++) {
      double pace = pace(sample.row(i), text, duration);
      if (!Double.isNaN(pace)) {
        values[count] = pace;
        positions[count++] = sample.rowNumber(i);
      }
    }
    if (count < MIN_ROWS) {
      return null;
    }
    double[] found = Arrays.copyOf(values, count);
    FeatureReference reference =
        FeatureReference.derived(
            profile.schema().feature(text).name() + NAME, DriftKind.PREDICTION, found);
    return new SpeakingPace(
        text,
        duration,
        profile.provenance().timeOrdered()
            ? reference.withDependence(Dependence.ofNumbers(found, Arrays.copyOf(positions, count)))
            : reference);
  }

  private static double pace(Row row, int text, int duration) {
    TextStatistics written = row.text(text);
    double seconds = row.number(duration);
    return written == null || !(seconds > 0) ? Double.NaN : written.tokens() / seconds;
  }

  /** Puts a row's pace into an item; none where there is no text or no recording. */
  void fill(Item item, int at, Row row) {
    item.number(at, pace(row, text, duration));
  }
}
