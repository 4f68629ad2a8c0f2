package io.github.djlobservability.profile.build;

import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.payload.text.Vocabulary;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Makes what texts are compared with of a sample's texts.
 *
 * @param reference of at most {@value TextReference#MAX_TEXTS} of them, drawn at random
 * @param measured the sample, of whose texts nothing that was written is left
 */
record SampledTexts(TextReference reference, RowSample measured) {

  /** Makes it of the texts of a feature, whose words are in the vocabulary already. */
  static SampledTexts of(RowSample sample, int feature, Vocabulary vocabulary) {
    long last = lastPriority(sample);
    List<TextStatistics> texts = new ArrayList<>();
    IdentityHashMap<TextStatistics, Integer> places = new IdentityHashMap<>();
    for (SampledRow sampled : sample.rows()) {
      TextStatistics text = sampled.row().text(feature);
      if (text != null && sampled.priority() <= last) {
        places.put(text, texts.size());
        texts.add(text);
      }
    }
    TextReference.Made made = TextReference.of(vocabulary, texts);
    return new SampledTexts(
        made.reference(),
        sample.map(
            row -> {
              TextStatistics text = row.text(feature);
              if (text == null) {
                return row;
              }
              Integer place = places.get(text);
              return row.with(
                  feature, place == null ? text.withoutContent() : made.texts().get(place));
            }));
  }

  /** Priorities are random numbers, so the rows with the lowest are drawn at random. */
  private static long lastPriority(RowSample sample) {
    return sample.rows().stream()
        .mapToLong(SampledRow::priority)
        .sorted()
        .limit(TextReference.MAX_TEXTS)
        .max()
        .orElse(Long.MAX_VALUE);
  }
}
