package io.github.djlobservability.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNameTest {

  @Test
  void numbersEqualInValueAreOneClass() {
    List<Object> ones =
        List.of(
            "1",
            "1.0",
            "1.000",
            "1e0",
            "1E+0",
            "10e-1",
            "0.1e1",
            1,
            1L,
            (short) 1,
            (byte) 1,
            1f,
            1d,
            BigInteger.ONE,
            BigDecimal.ONE,
            new BigDecimal("1.00"));
    assertThat(ones).extracting(ClassName::of).containsOnly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0",
    "0e5, 0",
    "-7, -7",
    "-7.0, -7",
    "1200, 1200",
    "1.2e3, 1200",
    "2.5, 2.5",
    "2.50, 2.5",
    "25e-1, 2.5",
    "-2.5, -2.5",
    "12345678.5, 12345678.5",
    "0.000001, 0.000001",
    "0.0000001, 0.0000001",
    "1e-7, 0.0000001",
    "0.00000001, 1e-8",
    "12e-9, 1.2e-8",
    "1e21, 1000000000000000000000",
    "1e23, 100000000000000000000000",
    "1e308, 1e308",
    "-2.5E50, -2.5e50"
  })
  void textThatIsANumberIsNamedByItsValue(String text, String name) {
    assertThat(ClassName.of(text)).isEqualTo(name);
    assertThat(ClassName.of(Double.parseDouble(text))).as("the double").isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "007",
        "-07",
        "00",
        "01.0",
        "+1",
        "+1.0",
        ".5",
        "-.5",
        "1.",
        "1.e3",
        "1e",
        "1e+",
        "1e5x",
        "1x",
        "1d",
        "1.0f",
        "0x1",
        "1_000",
        "1,0",
        "1 ",
        " 1",
        "1.0.0",
        "--1",
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "yes",
        "iris-setosa",
        "\u0661",
        "1e999",
        "1e-999",
        "2026-11-24"
      })
  void whatJsonDoesNotReadAsANumberStaysAText(String text) {
    assertThat(ClassName.of(text)).isEqualTo(text);
  }

  @Test
  void wholeNumbersKeepTheirDigits() {
    assertThat(ClassName.of("9007199254740993")).isEqualTo("9007199254740993");
    assertThat(ClassName.of("9007199254740993.0")).isEqualTo("9007199254740993");
    assertThat(ClassName.of(9007199254740993L)).isEqualTo("9007199254740993");
    assertThat(ClassName.of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(ClassName.of("123456789012345678901234567890"))
        .isEqualTo("123456789012345678901234567890");
    assertThat(ClassName.of(new BigInteger("123456789012345678901234567890")))
        .isEqualTo("123456789012345678901234567890");
    assertThat(ClassName.of(0x1p62)).isEqualTo("4611686018427387904");
    assertThat(ClassName.of("4.611686018427388e18")).isEqualTo("4611686018427387904");
  }

  @Test
  void longWholeNumbersAreOneClassWithAndWithoutExponent() {
    assertThat(ClassName.of("1" + "0".repeat(50))).isEqualTo("1e50").isEqualTo(ClassName.of(1e50));
    assertThat(ClassName.of("12345678901234567890123456789012345678901"))
        .isEqualTo("1.2345678901234567890123456789012345678901e40");
    String tooLong = "1" + "0".repeat(ClassName.MAX_NUMBER_CHARS);
    assertThat(ClassName.of(tooLong)).isEqualTo(tooLong);
  }

  @Test
  void floatsAreNamedByTheirShortestDecimal() {
    assertThat(ClassName.of(0.1f)).isEqualTo("0.1");
    assertThat(ClassName.of((double) 0.1f)).isEqualTo("0.1");
    assertThat(ClassName.of("0.10000000149011612")).isEqualTo("0.1");
    assertThat(ClassName.of(0.1)).isEqualTo("0.1");
    assertThat(ClassName.of("0.1")).isEqualTo("0.1");
    assertThat(ClassName.of(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(ClassName.of(0x1p24f)).isEqualTo("16777216");
  }

  @Test
  void trueAndFalseAreClassesOfTheirOwn() {
    assertThat(List.of(true, "true", "True", "TRUE"))
        .extracting(ClassName::of)
        .containsOnly("true");
    assertThat(List.of(false, "false", "False")).extracting(ClassName::of).containsOnly("false");
    assertThat(ClassName.of("truely")).isEqualTo("truely");
  }

  @Test
  void whatIsNoNumberIsNamedAsSuch() {
    assertThat(ClassName.of(Double.NaN)).isEqualTo("NaN");
    assertThat(ClassName.of(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void longNamesAreCutBetweenCharacters() {
    assertThat(ClassName.of("x".repeat(300))).hasSize(ClassName.MAX_CHARS);
    String smile = "\uD83D\uDE00";
    assertThat(ClassName.of("x".repeat(199) + smile)).isEqualTo("x".repeat(199));
    assertThat(ClassName.of("x".repeat(198) + smile + "x")).endsWith(smile);
  }

  @Test
  void textIsNotCopiedWithoutNeed() {
    for (String text : List.of("12", "-3", "setosa", "007")) {
      assertThat(ClassName.of(text)).isSameAs(text);
    }
  }

  /** A name is a number again, and that number has the same name; a text and its double agree. */
  @Test
  void namesOfNumbersAreStable() {
    long seed = 20261124;
    System.out.println("ClassNameTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double number =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> Float.intBitsToFloat(random.nextInt());
            case 2 -> random.nextInt(2_000_000) / 1000.0;
            default -> random.nextLong();
          };
      if (Double.isFinite(number)) {
        String name = ClassName.of(number);
        assertThat(ClassName.of(name)).as("name of the name").isEqualTo(name);
        if (number != Math.rint(number)) {
          assertThat(ClassName.of(Double.toString(number))).as("text").isEqualTo(name);
        }
        assertThat(ClassName.of(new BigDecimal(name).toString())).isEqualTo(name);
      }
    }
  }
}
