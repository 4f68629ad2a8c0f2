package io.github.djlobservability.profile;

import io.github.djlobservability.statistics.KllSketch;

/**
 * How large a profile may become.
 *
 * <p>Memory: 24 KB a numeric series (for sketches of 1,024), 100 bytes a category, 80 a token, 8 a
 * value of the sample (4 an element of an embedding, up to 300 a text).
 *
 * @param sampleRows whole rows that are kept at most
 * @param sampleValues values in those rows at most, elements of embeddings counted one by one; rows
 *     are kept accordingly fewer, but at least 100
 * @param sketchSize of {@link KllSketch}
 * @param categories told apart in a series at most
 * @param tokens in a vocabulary at most
 * @param bins of a numeric series, where values do not repeat
 */
public record ProfileLimits(
    int sampleRows, int sampleValues, int sketchSize, int categories, int tokens, int bins) {

  private static final int MIN_SAMPLE_ROWS = 100;

  /** Checks that each is large enough to be of use. */
  public ProfileLimits {
    atLeast("sampleRows", sampleRows, 1);
    atLeast("sampleValues", sampleValues, 1);
    atLeast("sketchSize", sketchSize, 8);
    atLeast("categories", categories, 1);
    atLeast("tokens", tokens, 1);
    atLeast("bins", bins, 2);
  }

  /** 10,000 rows, 2,000,000 values, sketches of 1,024, 1,000 categories, 20,000 tokens, 10 bins. */
  public static ProfileLimits defaults() {
    return new ProfileLimits(10_000, 2_000_000, 1024, 1000, 20_000, 10);
  }

  /** Returns how many rows of {@code values} values are kept. */
  public int rowsOf(int values) {
    return Math.min(sampleRows, Math.max(MIN_SAMPLE_ROWS, sampleValues / values));
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}
