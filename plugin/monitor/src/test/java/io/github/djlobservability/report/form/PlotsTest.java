package io.github.djlobservability.report.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Checks the plots of a single series. */
class PlotsTest {

  private static final int ROWS = 2000;
  private static final Provenance NO_MATTER =
      new Provenance(Instant.EPOCH, "test", List.of("rows"), null, null, false);

  private final Random random = new Random(7);

  private static ReferenceProfile profile(FeatureType type, Object[] values) {
    Schema schema = new Schema(List.of(Feature.input("x", type)));
    RowBuilder row = new RowBuilder(schema);
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), 1);
    for (Object value : values) {
      builder.add(row.parse(0, value.toString()).build());
    }
    return builder.build(NO_MATTER);
  }

  private static ReferenceProfile numbers(DoubleSupplier next) {
    Object[] values = new Object[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = next.getAsDouble();
    }
    return profile(FeatureType.NUMERIC, values);
  }

  private static Histogram histogram(ReferenceProfile reference, ReferenceProfile current) {
    return Histogram.of(reference.schema().series().get(0), reference, current);
  }

  @Test
  void sharesAddUpToOneWhateverLiesBeyondTheEnds() {
    Histogram histogram =
        histogram(numbers(random::nextGaussian), numbers(() -> 3 + random.nextGaussian()));
    assertThat(histogram.bars()).hasSize(30);
    assertThat(histogram.bars().stream().mapToDouble(Histogram.Bar::reference).sum())
        .isEqualTo(1, within(1e-9));
    assertThat(histogram.bars().stream().mapToDouble(Histogram.Bar::current).sum())
        .isEqualTo(1, within(1e-9));
    assertThat(histogram.bars().get(29).end()).isEqualTo(1);
  }

  @Test
  void eachBarHoldsAsManyWholeNumbers() {
    Histogram few = histogram(numbers(() -> random.nextInt(6)), numbers(() -> random.nextInt(6)));
    assertThat(few.bars())
        .extracting(Histogram.Bar::label)
        .containsExactly("0", "1", "2", "3", "4", "5");
    Histogram many =
        histogram(numbers(() -> random.nextInt(90)), numbers(() -> random.nextInt(90)));
    assertThat(many.bars()).hasSize(30);
    for (Histogram.Bar bar : many.bars()) {
      assertThat(bar.reference()).isBetween(0.015, 0.055);
    }
  }

  @Test
  void evenlySpacedNumbersHaveABarEach() {
    Histogram halfHours =
        histogram(
            numbers(() -> Math.rint(1e6 * random.nextInt(48) / 47) / 1e6),
            numbers(() -> Math.rint(1e6 * random.nextInt(48) / 47) / 1e6));
    assertThat(halfHours.bars()).hasSize(48);
    assertThat(halfHours.highest()).isLessThan(0.04);
  }

  @Test
  void numbersMostOfWhichLieCloseTogetherAreDrawnApart() {
    Histogram histogram =
        histogram(
            numbers(() -> Math.exp(3 * random.nextGaussian())),
            numbers(() -> Math.exp(1 + 3 * random.nextGaussian())));
    assertThat(histogram.axis().stretch()).isPositive();
    assertThat(histogram.highest()).isLessThan(0.3);
  }

  @Test
  void aConstantIsOneBar() {
    Histogram histogram = histogram(numbers(() -> 0.25), numbers(() -> 0.25));
    assertThat(histogram.bars()).hasSize(1);
    assertThat(histogram.axis().ticks()).extracting(Axis.Tick::label).contains("0.25");
    assertThat(new NumericPlot(histogram).svg("x")).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aCategoryThatWasRareIsDrawnWhenItIsFrequent() {
    Object[] before = new Object[ROWS];
    Object[] after = new Object[ROWS / 4];
    for (int i = 0; i < ROWS; i++) {
      before[i] = "c" + i % 50;
    }
    for (int i = 0; i < after.length; i++) {
      after[i] = i % 2 == 0 ? "new <one> of a very long name" : "c" + i % 50;
    }
    ReferenceProfile reference = profile(FeatureType.CATEGORICAL, before);
    Series series = reference.schema().series().get(0);
    CategoryShares shares =
        CategoryShares.of(series, reference, profile(FeatureType.CATEGORICAL, after));
    assertThat(shares.bars()).hasSizeLessThanOrEqualTo(12);
    assertThat(shares.bars()).extracting(CategoryShares.Bar::current).contains(0.5);
    assertThat(shares.bars().stream().mapToDouble(CategoryShares.Bar::reference).sum())
        .isEqualTo(1, within(1e-9));
    assertThat(new CategoryPlot(shares).svg("x"))
        .contains(">new &lt;one&gt; of a very…<", "0 % → 50 %");
  }
}
