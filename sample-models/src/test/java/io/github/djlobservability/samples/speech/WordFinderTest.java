package io.github.djlobservability.samples.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordFinderTest {

  private static final int SECOND = Recording.SAMPLE_RATE;

  @Test
  void findsWhatIsLoudForLongEnough() {
    float[] samples = room(3 * SECOND);
    tone(samples, 0.5, 0.4);
    tone(samples, 1.5, 0.3);
    tone(samples, 2.3, 0.03);

    List<Stretch> words = WordFinder.find(new Recording(samples));

    assertThat(words).hasSize(2);
    assertThat(Recording.seconds(words.get(0).start())).isCloseTo(0.5, within(0.05));
    assertThat(Recording.seconds(words.get(0).end())).isCloseTo(0.9, within(0.05));
    assertThat(Recording.seconds(words.get(1).start())).isCloseTo(1.5, within(0.05));
  }

  @Test
  void aShortGapIsPartOfAWordAndALongOneIsNot() {
    float[] samples = room(2 * SECOND);
    tone(samples, 0.3, 0.2);
    tone(samples, 0.6, 0.2);
    tone(samples, 1.1, 0.2);

    assertThat(WordFinder.find(new Recording(samples))).hasSize(2);
  }

  @Test
  void whatIsShorterThanAWordHasNone() {
    assertThat(WordFinder.find(new Recording(new float[100]))).isEmpty();
    assertThat(WordFinder.find(new Recording(new float[0]))).isEmpty();
  }

  private static float[] room(int length) {
    SplittableRandom random = new SplittableRandom(1);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (0.0005 * random.nextGaussian());
    }
    return samples;
  }

  private static void tone(float[] samples, double from, double seconds) {
    int start = (int) (from * SECOND);
    for (int i = start; i < start + seconds * SECOND; i++) {
      samples[i] += (float) (0.1 * Math.sin(i * 0.2));
    }
  }
}
