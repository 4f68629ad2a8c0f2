package io.github.djlobservability.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.payload.text.TextReference;
import java.util.Objects;
import org.assertj.core.data.Offset;

/** Compares profiles part by part. */
public final class ProfileAssertions {

  private static final Offset<Double> ROUNDING = within(1e-9);

  private ProfileAssertions() {}

  /** All that does not depend on a sketch or on which rows were drawn. */
  public static void assertSameInExactParts(ReferenceProfile actual, ReferenceProfile expected) {
    assertThat(actual.schema()).isEqualTo(expected.schema());
    assertThat(actual.rowCount()).isEqualTo(expected.rowCount());
    for (int i = 0; i < expected.schema().size(); i++) {
      assertSameFeature(actual, expected, i);
    }
    for (Series series : expected.schema().series()) {
      assertThat(actual.series(series)).hasSameClassAs(expected.series(series));
      if (series.isCategorical()) {
        assertThat(actual.categories(series).counts())
            .containsExactlyEntriesOf(expected.categories(series).counts());
        assertThat(actual.categories(series).other())
            .isEqualTo(expected.categories(series).other());
      } else {
        assertSameNumbers(actual.numeric(series), expected.numeric(series));
      }
    }
  }

  private static void assertSameFeature(
      ReferenceProfile actual, ReferenceProfile expected, int index) {
    FeatureProfile a = actual.feature(index);
    FeatureProfile e = expected.feature(index);
    assertThat(a.feature()).isEqualTo(e.feature());
    assertThat(a.rows()).isEqualTo(e.rows());
    assertThat(a.missing()).isEqualTo(e.missing());
    assertThat(a.wrongType()).isEqualTo(e.wrongType());
    assertThat(a.rules()).isEqualTo(e.rules());
    assertThat(a.embedding() == null).isEqualTo(e.embedding() == null);
    if (a.embedding() != null && e.embedding() != null) {
      assertThat(a.embedding().count()).isEqualTo(e.embedding().count());
      assertThat(a.embedding().means()).containsExactly(e.embedding().means(), ROUNDING);
      assertThat(a.embedding().variances()).containsExactly(e.embedding().variances(), ROUNDING);
    }
    TextReference texts = actual.text(index);
    assertThat(texts == null).isEqualTo(expected.text(index) == null);
    if (texts != null) {
      assertThat(texts.vocabulary().texts())
          .isEqualTo(Objects.requireNonNull(expected.text(index)).vocabulary().texts());
    }
  }

  private static void assertSameNumbers(NumericProfile actual, NumericProfile expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.nanCount()).isEqualTo(expected.nanCount());
    assertThat(actual.infiniteCount()).isEqualTo(expected.infiniteCount());
    assertThat(actual.mean()).isCloseTo(expected.mean(), ROUNDING);
    assertThat(actual.variance()).isCloseTo(expected.variance(), within(1e-6));
    assertThat(actual.minimum()).isEqualTo(expected.minimum());
    assertThat(actual.maximum()).isEqualTo(expected.maximum());
    assertThat(actual.countBelow(Double.POSITIVE_INFINITY)).isEqualTo(expected.count());
  }

  /** All. */
  public static void assertEqual(ReferenceProfile actual, ReferenceProfile expected) {
    assertSameInExactParts(actual, expected);
    assertThat(actual.provenance()).isEqualTo(expected.provenance());
    assertThat(actual.limits()).isEqualTo(expected.limits());
    assertThat(actual.sample().size()).isEqualTo(expected.sample().size());
    for (int i = 0; i < expected.sample().size(); i++) {
      SampledRow a = actual.sample().rows().get(i);
      SampledRow e = expected.sample().rows().get(i);
      assertThat(a.rowNumber()).isEqualTo(e.rowNumber());
      assertThat(a.priority()).isEqualTo(e.priority());
      assertEqual(a.row(), e.row());
    }
    for (Series series : expected.schema().series()) {
      if (!series.isCategorical()) {
        assertThat(actual.numeric(series).sketch().levels())
            .usingRecursiveComparison()
            .isEqualTo(expected.numeric(series).sketch().levels());
        assertThat(actual.numeric(series).bins().edges())
            .isEqualTo(expected.numeric(series).bins().edges());
        assertThat(actual.numeric(series).bins().counts())
            .isEqualTo(expected.numeric(series).bins().counts());
      }
    }
  }

  private static void assertEqual(Row actual, Row expected) {
    for (int i = 0; i < expected.schema().size(); i++) {
      assertThat(actual.isMissing(i)).isEqualTo(expected.isMissing(i));
      assertThat(actual.isWrongType(i)).isEqualTo(expected.isWrongType(i));
      assertThat(actual.number(i)).isEqualTo(Double.valueOf(expected.number(i)));
      assertThat(actual.category(i)).isEqualTo(expected.category(i));
      assertThat(actual.text(i)).isEqualTo(expected.text(i));
      assertThat(actual.tensor(i)).isEqualTo(expected.tensor(i));
      assertThat(actual.embedding(i)).isEqualTo(expected.embedding(i));
    }
  }
}
