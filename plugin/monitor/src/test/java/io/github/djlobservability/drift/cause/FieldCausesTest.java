package io.github.djlobservability.drift.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.payload.text.TextFigure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Figures of texts, a few by hand: what a change looks like, and that it is told again. */
class FieldCausesTest {
  private static final long SEED = 11;

  /** In the order of the figures below, as always, with typing errors, in another language. */
  private static final double[] USUAL = {3, 0.3, 0.4, 0.1, 30, 0.05, 180};

  private static final double[] TYPING = {3.5, 0.45, 0.38, 0.25, 30, 0.05, 180};
  private static final double[] LANGUAGE = {5, 0.9, 0.05, 0.1, 30, 0.05, 180};
  private static final double[] DEVIATIONS = {0.5, 0.1, 0.1, 0.05, 10, 0.01, 30};
  private static final TextFigure[] FIGURES = {
    TextFigure.CROSS_ENTROPY,
    TextFigure.OUT_OF_VOCABULARY,
    TextFigure.COMMON,
    TextFigure.MISSPELT,
    TextFigure.TOKENS,
    TextFigure.CAPITALS,
    TextFigure.LENGTH
  };

  private final Random random = new Random(SEED);
  private final FeatureReference[] references = references();
  private FieldCauses causes = FieldCauses.of(references).get(0);

  private FeatureReference[] references() {
    FeatureReference[] references = new FeatureReference[FIGURES.length];
    for (int i = 0; i < FIGURES.length; i++) {
      double[] values = new double[500];
      for (int j = 0; j < values.length; j++) {
        values[j] = USUAL[i] + DEVIATIONS[i] * random.nextGaussian();
      }
      references[i] =
          FeatureReference.derived("text." + FIGURES[i].label(), DriftKind.DATA, values);
    }
    return references;
  }

  private void observe(double[] means) {
    double[] values = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      values[i] = means[i] + DEVIATIONS[i] * random.nextGaussian() / 3;
    }
    causes.observe(values, new byte[means.length]);
  }

  private void observe(double[] means, int times) {
    for (int i = 0; i < times; i++) {
      observe(means);
    }
  }

  /** Returns after how many items which causes were told. */
  private List<String> toldAgain(double[] means, int times) {
    List<String> told = new ArrayList<>();
    for (int i = 1; i <= times; i++) {
      observe(means);
      LikelyCause cause = causes.again();
      if (cause != null) {
        told.add(i + " " + cause.cause());
      }
    }
    return told;
  }

  @Test
  void tellsACauseAgainWhenMoreItemsShowAnother() {
    observe(USUAL, 20);
    assertThat(toldAgain(TYPING, 4)).as("before any verdict").isEmpty();
    assertThat(causes.find(21, 21, 21).cause()).isEqualTo(Cause.TYPING);
    List<String> told = toldAgain(LANGUAGE, 400);
    assertThat(told)
        .as("at 16 items since the onset at the latest")
        .last()
        .isIn("4 LANGUAGE", "12 LANGUAGE");
    assertThat(told.size()).isLessThanOrEqualTo(2);
  }

  /** It began to count anew while the onsets did not, so all was unclear. */
  @Test
  void afterARestartACauseIsToldAsWithout() throws IOException {
    observe(USUAL, 500);
    restart();
    observe(TYPING, 4);
    assertThat(causes.find(501, 501, 501).cause()).isEqualTo(Cause.TYPING);
    observe(LANGUAGE, 3);
    restart();
    assertThat(toldAgain(LANGUAGE, 400)).last().isIn("1 LANGUAGE", "9 LANGUAGE");
  }

  private void restart() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    causes.write(new DataOutputStream(bytes));
    causes = FieldCauses.of(references).get(0);
    causes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @Test
  void whatStaysIsToldOnce() {
    observe(USUAL, 20);
    observe(LANGUAGE, 5);
    assertThat(causes.find(20, 21, 22).cause()).isEqualTo(Cause.LANGUAGE);
    assertThat(toldAgain(LANGUAGE, 400)).isEmpty();
  }

  /** Another verdict may have an onset that is known badly, and holds items of before. */
  @Test
  void theNewestOnsetCounts() {
    observe(USUAL, 100);
    observe(LANGUAGE, 20);
    assertThat(causes.find(100, 101, 103).cause()).isEqualTo(Cause.LANGUAGE);
    assertThat(causes.find(5, 110, 118).cause()).isEqualTo(Cause.LANGUAGE);
    observe(TYPING, 30);
    assertThat(causes.find(120, 121, 122).cause()).isEqualTo(Cause.TYPING);
  }

  /** A mean that isn't known was 0, so hardly any letter was a capital. */
  @Test
  void missingTextsTellNothing() {
    observe(USUAL, 100);
    byte[] missing = new byte[FIGURES.length];
    Arrays.fill(missing, Item.MISSING);
    for (int i = 0; i < 40; i++) {
      causes.observe(USUAL, missing);
    }
    assertThat(causes.find(101, 101, 101)).isEqualTo(new LikelyCause(Cause.UNCLEAR, List.of()));
    observe(TYPING, 40);
    assertThat(causes.again()).isNull();
    assertThat(causes.find(101, 101, 101).cause()).isEqualTo(Cause.TYPING);
  }

  @Test
  void emptyTextsAreToldWithTheirShare() {
    observe(USUAL, 100);
    double[] empty = {Double.NaN, 0, Double.NaN, Double.NaN, 0, Double.NaN, 0};
    for (int i = 0; i < 120; i++) {
      if (i % 10 < 3) {
        causes.observe(empty, new byte[FIGURES.length]);
      } else {
        observe(USUAL);
      }
    }
    LikelyCause cause = causes.find(101, 101, 101);
    assertThat(cause)
        .isEqualTo(new LikelyCause(Cause.EMPTY, List.of("30 % of the texts are empty")));
    assertThat(LikelyCause.isFault(cause.sentence())).isTrue();
    assertThat(LikelyCause.isFault(new LikelyCause(Cause.TYPING, List.of()).sentence())).isFalse();
  }

  @Test
  void fewItemsTellNothing() {
    observe(USUAL, 20);
    observe(LANGUAGE, 2);
    assertThat(causes.find(20, 21, 22).cause()).isEqualTo(Cause.UNCLEAR);
    assertThat(toldAgain(LANGUAGE, 10)).containsExactly("6 LANGUAGE");
  }
}
