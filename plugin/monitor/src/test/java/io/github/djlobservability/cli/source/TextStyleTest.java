package io.github.djlobservability.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.MissingMarkers;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextStyleTest {

  @Test
  void knowsWhatUsuallyMeansNoValue() {
    MissingMarkers usual = MissingMarkers.usual();
    assertThat(List.of("", "NA", "N/A", "null", "NULL", "\\N", "<NA>", "?", "#N/A"))
        .allMatch(usual::isMissing);
    assertThat(List.of("None", "-", "nan", "0", "Nadia", "-1", "inf")).noneMatch(usual::isMissing);
    assertThat(List.of("None", "-", ".")).allMatch(usual::isMissingNumber);
    assertThat(List.of("NaN", "nan")).allMatch(MissingMarkers::isMissingName);
  }

  @Test
  void markersMayBeginWithAnythingAndNumbersAreEqualByValue() {
    MissingMarkers told = MissingMarkers.of(List.of("-200", "999", "-", ".", "/", "1e9"));
    assertThat(List.of("-200", "-200.0", "-2e2", "999", "999.00", "-", ".", "/", "1e9"))
        .allMatch(told::isMissing);
    assertThat(List.of("-20", "99", "200", "NA", "0999x", "1", "-2")).noneMatch(told::isMissing);
    assertThat(told.isMissing("")).as("an empty value").isTrue();
    assertThat(told.isMissingNumber("None")).as("others instead").isFalse();
  }

  @Test
  void readsNumbersInTheirStyle() {
    NumberStyle german = new NumberStyle(',', '.');
    assertThat(german.plain("1.234,5")).isEqualTo("1234.5");
    assertThat(german.plain("-1.234.567")).isEqualTo("-1234567");
    assertThat(german.plain("0,5e-3")).isEqualTo("0.5e-3");
    assertThat(german.plain("1.5")).as("no group").isNull();
    assertThat(german.plain("1.2345,6")).isNull();
    assertThat(german.plain("inf")).isEqualTo("inf");
    assertThat(german.plain("abc")).isNull();
    NumberStyle spaced = new NumberStyle('.', ' ');
    assertThat(spaced.plain("12 345.25")).isEqualTo("12345.25");
    assertThat(spaced.plain("12 34")).isNull();
    assertThat(new NumberStyle(',', null).plain("3154,19")).isEqualTo("3154.19");
    assertThat(NumberStyle.PLAIN.plain("1,5")).isNull();
    assertThat(NumberStyle.PLAIN.plain("1.5")).isEqualTo("1.5");
  }

  @Test
  void seesTheStyleOfWhatIsNoPlainNumber() {
    assertThat(options("1,234", "12,345.5", "1,000,000")).isEqualTo("--thousands ,");
    assertThat(options("3154,19", "1,5", "17,000")).isEqualTo("--decimal ,");
    assertThat(options("1.234,5", "2.000.000,25", "17.000,1"))
        .isEqualTo("--decimal , --thousands .");
    assertThat(options("1 234", "12 345")).isEqualTo("--thousands space");
    OtherTexts names = new OtherTexts();
    List.of("1,5", "none", "x", "y").forEach(names::add);
    assertThat(names.style()).isNull();
    assertThat(names.first()).isEqualTo("1,5");
  }

  private static String options(String... texts) {
    OtherTexts others = new OtherTexts();
    List.of(texts).forEach(others::add);
    NumberStyle style = others.style();
    return style == null ? "" : style.options();
  }
}
