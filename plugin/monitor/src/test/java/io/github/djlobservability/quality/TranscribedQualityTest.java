package io.github.djlobservability.quality;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.ScoreClass;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.TranscribedItems;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscribedQualityTest {
  private static final long SEED = 15;
  private static final int WINDOW = 100;

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long number;

  private static QualitySettings settings(String... segments) {
    QualitySettings defaults = QualitySettings.defaults();
    return new QualitySettings(
        Window.ofItems(WINDOW),
        null,
        ScoreClass.PREDICTED,
        List.of(segments),
        true,
        defaults.monitor());
  }

  private LabelledItem item(TranscriptErrors errors, @Nullable String segment) {
    number++;
    List<@Nullable String> segments = new ArrayList<>();
    segments.add(segment);
    return new LabelledItem(number, null, number, number, errors, Map.of(), errors, 1, segments);
  }

  /** An utterance of 3 to 7 words, of which a share goes wrong; some speakers are worse. */
  private TranscriptErrors utterance(double share) {
    int words = 3 + random.nextInt(5);
    double own = random.nextInt(4) == 0 ? 3 * share : share / 3;
    int errors = 0;
    for (int i = 0; i < words; i++) {
      errors += random.nextDouble() < own ? 1 : 0;
    }
    return new TranscriptErrors(words, words, errors, 5 * words, 4 * errors);
  }

  /** By jiwer 4.0.0, of the pairs of TranscriptTest together. */
  @Test
  void ratesAreThoseOfAllWordsTogether() {
    List<LabelledItem> items = new ArrayList<>();
    String[][] pairs = {
      {"the quick brown fox jumps over the lazy dog", "the quick brown fox jumped over lazy dogs"},
      {"four seven one two", "four seven seven one"},
      {"one", "one two three"},
      {"one two three", "one"},
      {"a b c d", "e f g h"},
      {"hello duck", "hello"},
      {"monthly rent is two thousand", "monthly rent is too thousand and one"}
    };
    for (String[] pair : pairs) {
      items.add(
          item(TranscriptErrors.between(Transcript.of(pair[1]), Transcript.of(pair[0])), null));
    }
    Map<String, Interval> measures = new TranscribedItems(items).measures();
    assertThat(value(measures, "word_error_rate")).isCloseTo(0.6071428571428571, within(1e-12));
    assertThat(value(measures, "character_error_rate"))
        .isCloseTo(0.4262295081967213, within(1e-12));
    assertThat(value(measures, "exact_share")).isZero();
    assertThat(value(measures, "length_ratio")).isCloseTo(28 / 28.0, within(1e-12));
  }

  /** Words of an item go wrong together, which an interval of single words would not allow for. */
  @Test
  void intervalsHoldTheRateAsOftenAsTheySay() {
    int held = 0;
    int windows = 1_000;
    double rate = rate(0.1);
    for (int i = 0; i < windows; i++) {
      List<LabelledItem> items = new ArrayList<>();
      for (int j = 0; j < WINDOW; j++) {
        items.add(item(utterance(0.1), null));
      }
      Interval wer = requireNonNull(new TranscribedItems(items).measures().get("word_error_rate"));
      held += wer.low() <= rate && rate <= wer.high() ? 1 : 0;
    }
    assertThat(held / (double) windows).as("seed %d", SEED).isBetween(0.925, 0.97);
  }

  private static double rate(double share) {
    return 0.25 * 3 * share + 0.75 * share / 3;
  }

  @Test
  void windowsAndSegmentsGoOnAfterARestart() throws IOException {
    ModelQuality quality = new ModelQuality(settings("room"), null);
    for (int i = 0; i < WINDOW / 2; i++) {
      quality.accept(item(new TranscriptErrors(4, 3, 1, 20, 5), "hall"), Set.of());
    }
    Path state = folder.resolve("quality");
    quality.save(state);
    ModelQuality restored = ModelQuality.restore(state, settings("room"), null);
    WindowQuality window = null;
    for (int i = 0; i < WINDOW / 2; i++) {
      window =
          restored.accept(item(new TranscriptErrors(4, 4, 0, 20, 0), "booth"), Set.of()).window();
    }
    WindowQuality full = requireNonNull(window);
    assertThat(restored.report().task()).isEqualTo(Task.TRANSCRIPTION);
    assertThat(value(full.measures(), "word_error_rate")).isEqualTo(0.125);
    assertThat(value(full.measures(), "length_ratio")).isEqualTo(0.875);
    assertThat(full.segments()).extracting(SegmentQuality::value).containsExactly("booth", "hall");
    assertThat(value(full.segments().get(1).measures(), "word_error_rate")).isEqualTo(0.25);
    assertThat(full.classes()).isEmpty();
  }

  @Test
  void whatWasPredictedAsAClassIsNotCompared() {
    ModelQuality quality = new ModelQuality(settings(), null);
    LabelledItem item = new LabelledItem(1, null, 1, 1, "a", Map.of(), "b", 1, List.of());
    quality.accept(item, Set.of());
    assertThat(quality.report().openItems()).isZero();
  }

  @Test
  void moreWrongWordsAreAChangeOfTheConcept() {
    ModelQuality quality = new ModelQuality(settings(), null);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      verdicts.addAll(quality.accept(item(utterance(0.1), null), Set.of()).verdicts());
    }
    assertThat(verdicts).as("seed %d", SEED).isEmpty();
    for (int i = 0; i < 300; i++) {
      verdicts.addAll(quality.accept(item(utterance(0.3), null), Set.of()).verdicts());
    }
    assertThat(verdicts).extracting(Verdict::feature).contains("(residuals)");
  }

  private static double value(Map<String, Interval> measures, String name) {
    return requireNonNull(measures.get(name)).value();
  }
}
