package io.github.djlobservability.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void numbersHaveFourDigits() {
    assertThat(Words.number(41.2345)).isEqualTo("41.23");
    assertThat(Words.number(0.0034567)).isEqualTo("0.003457");
    assertThat(Words.number(12345.6)).isEqualTo("12,346");
    assertThat(Words.number(1200)).isEqualTo("1200");
    assertThat(Words.number(2011.6)).as("a mean of years").isEqualTo("2012");
    assertThat(Words.number(0)).isEqualTo("0");
    assertThat(Words.number(1.5e-9)).isEqualTo("1.500e-09");
    assertThat(Words.number(Double.NaN)).isEqualTo("none");
  }

  @Test
  void sharesArePercent() {
    assertThat(Words.percent(0.031)).isEqualTo("3.1 %");
    assertThat(Words.percent(0.5)).isEqualTo("50 %");
    assertThat(Words.percent(0)).isEqualTo("0 %");
    assertThat(Words.percent(0.00012)).isEqualTo("0.012 %");
    assertThat(Words.percent(1e-9)).isEqualTo("<0.001 %");
  }

  @Test
  void smallProbabilitiesAreNotZero() {
    assertThat(Words.pValue(0.0312)).isEqualTo("0.031");
    assertThat(Words.pValue(4e-5)).isEqualTo("4e-05");
    assertThat(Words.pValue(0)).isEqualTo("<1e-12");
    assertThat(Words.pValue(Double.NaN)).isEqualTo("-");
  }

  @Test
  void aLongTimeHasItsTwoLargestUnits() {
    assertThat(Words.span(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Words.span(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
    assertThat(Words.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Words.span(Duration.ofHours(49))).isEqualTo("2 d 1 h");
    assertThat(Words.span(Duration.ofDays(2))).isEqualTo("2 d");
  }
}
