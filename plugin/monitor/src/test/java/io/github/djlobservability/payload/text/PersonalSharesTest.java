package io.github.djlobservability.payload.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PersonalSharesTest {
  /** Has 21 characters beside blanks, of which 13 are an address. */
  private static final String MAIL = "write  a@example.com now";

  @Test
  void areOfTheCharactersButBlanks() {
    TextStatistics text = TextStatistics.of(MAIL);
    assertThat(text.figure(TextFigure.PERSONAL)).isCloseTo(13 / 21.0, within(1e-6));
    assertThat(text.figure(TextFigure.EMAIL)).isEqualTo(text.figure(TextFigure.PERSONAL));
    assertThat(text.figure(TextFigure.CARD)).isZero();
  }

  @Test
  void tellKindsApart() {
    TextStatistics text =
        TextStatistics.of("4111 1111 1111 1111 or DE89 3704 0044 0532 0130 00, call +49 30 901820");
    assertThat(text.figure(TextFigure.CARD)).isPositive();
    assertThat(text.figure(TextFigure.IBAN)).isPositive();
    assertThat(text.figure(TextFigure.PHONE)).isPositive();
    assertThat(text.figure(TextFigure.EMAIL)).isZero();
    assertThat(text.figure(TextFigure.PERSONAL))
        .isCloseTo(
            text.figure(TextFigure.CARD)
                + text.figure(TextFigure.IBAN)
                + text.figure(TextFigure.PHONE),
            within(1e-6));
  }

  @Test
  void areOfTheBeginningOfALongText() {
    String words = "nothing to see here ".repeat(300);
    assertThat(TextStatistics.of(words + MAIL).figure(TextFigure.PERSONAL)).isZero();
    assertThat(TextStatistics.of(MAIL + words).figure(TextFigure.PERSONAL)).isBetween(0.001, 0.01);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThat(TextStatistics.of(" \n ").figure(TextFigure.PERSONAL)).isNaN();
    assertThat(TextStatistics.of(" \n ").figure(TextFigure.EMAIL)).isNaN();
  }
}
