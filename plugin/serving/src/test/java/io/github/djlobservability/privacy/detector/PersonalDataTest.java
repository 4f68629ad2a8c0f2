package io.github.djlobservability.privacy.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.djlobservability.disclosure.detector.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  static List<String[]> kinds() {
    return Examples.of("personal-data.tsv");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachKindOfThePatternsIsFoundWholeInAnyPlace(String kind, String value, String by) {
    boolean found = by.equals("pattern");
    for (String place :
        new String[] {"%s", "see %s, please", "{\"v\":\"%s\"}", "v=%s;w=1", "(%s)"}) {
      String masked = PersonalData.ALL.masked(place.formatted(value));
      assertThat(masked.contains(secretOf(value))).as("%s in %s", kind, masked).isEqualTo(!found);
    }
  }

  /** Returns the secret part: the rest of an address, or of a named value, may stay. */
  private static String secretOf(String value) {
    if (value.startsWith("https://")) {
      return "s3cr3t-Pa55";
    }
    return value.substring(value.indexOf('=') + 1).replace("BSN ", "");
  }

  @Test
  void thereAreFortyKinds() {
    assertThat(kinds()).hasSize(40);
  }

  /** The figures stand in docs/privacy.md. */
  @Test
  void precisionAndRecallOfOurOwnSet() {
    List<String> wrong = new ArrayList<>();
    int right = 0;
    int missed = 0;
    int tooMuch = 0;
    for (String[] line : Examples.of("labelled-texts.tsv")) {
      List<String> found =
          PersonalData.ALL.find(line[0]).stream()
              .map(finding -> finding.kind().label())
              .distinct()
              .toList();
      boolean there = !line[1].equals("-");
      boolean hit = found.contains(line[1]);
      right += hit ? 1 : 0;
      missed += there && !hit ? 1 : 0;
      tooMuch += found.size() - (hit ? 1 : 0);
      if (found.size() != (there ? 1 : 0) || (there && !hit)) {
        wrong.add(line[0] + " is " + line[1] + ", found " + found);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "right %d, missed %d, too much %d: precision %.3f, recall %.3f%n",
        right,
        missed,
        tooMuch,
        (double) right / (right + tooMuch),
        (double) right / (right + missed));
    wrong.forEach(System.out::println);
    assertThat((double) right / (right + tooMuch)).isGreaterThanOrEqualTo(0.97);
    assertThat((double) right / (right + missed)).isGreaterThanOrEqualTo(0.90);
  }

  @Test
  void patternsOfTheUsersOwnAreFoundToo() {
    PersonalData custom =
        new PersonalData(EnumSet.of(Kind.EMAIL), List.of(Pattern.compile("C-[0-9]{4}")));
    assertThat(custom.masked("C-1234 and a@b.example, 4111111111111111"))
        .isEqualTo("(custom) and (email), 4111111111111111");
  }

  /** None of these may be looked at again and again from each of its places. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "eyJ-",
        "eyJaaaaaaaaa.",
        "token=",
        "1 ",
        "4111 ",
        "::",
        "-----BEGIN ",
        "://a:",
        "sk-",
        "A<",
        "ab:",
        "+1",
        "bearer aaaaaaaaaaaaa"
      })
  @Timeout(60)
  void hostileTextsAreReadToTheEnd(String part) {
    String text = part.repeat(PersonalData.MAX_CHARS / part.length());
    assertThat(PersonalData.ALL.masked(text)).isNotEmpty();
  }
}
