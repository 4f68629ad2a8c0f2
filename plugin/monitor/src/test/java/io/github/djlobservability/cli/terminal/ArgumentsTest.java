package io.github.djlobservability.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Option FILE = Option.of("--file", "F", "A file");
  private static final Option NUMBER = Option.of("--number", "N", "A number");
  private static final Option FLAG = Option.flag("--flag", "A flag");
  private static final List<Option> OPTIONS = List.of(FILE, NUMBER, FLAG);

  @Test
  void readsBothForms() {
    Arguments arguments = parse("--file", "a", "--file=b=c", "--flag");
    assertThat(arguments.all(FILE)).containsExactly("a", "b=c");
    assertThat(arguments.has(FLAG)).isTrue();
    assertThat(arguments.has(NUMBER)).isFalse();
    assertThat(arguments.get(NUMBER)).isNull();
  }

  @Test
  void splitsNames() {
    assertThat(parse("--file", "a,b", "--file", "b,,c").names(FILE)).containsExactly("a", "b", "c");
  }

  @Test
  void saysWhatIsWrong() {
    wrong("there is no option --fil; did you mean --file?", "--fil", "x");
    wrong("there is no option x; there are --file, --number, --flag", "x");
    wrong("--file needs a value: F", "--file");
    wrong("--flag takes no value", "--flag=x");
    assertThatThrownBy(() -> parse("--file=a", "--file=b").get(FILE))
        .hasMessage("--file may be given once");
    assertThatThrownBy(() -> parse().require(FILE)).hasMessage("--file F is missing");
  }

  @Test
  void readsNumbers() {
    assertThat(parse("--number", "0.5").number(NUMBER, 1, 0, 1)).isEqualTo(0.5);
    assertThat(parse().number(NUMBER, 0.25, 0, 1)).isEqualTo(0.25);
    assertThat(parse("--number", "7").whole(NUMBER, 1, 1)).isEqualTo(7);
    for (String text : List.of("2", "-1", "x", "NaN")) {
      assertThatThrownBy(() -> parse("--number", text).number(NUMBER, 0, 0, 1))
          .isInstanceOf(UsageException.class)
          .hasMessage("--number must be a number from 0.0 to 1.0, got " + text);
    }
    for (String text : List.of("0", "1.5", "x")) {
      assertThatThrownBy(() -> parse("--number", text).whole(NUMBER, 1, 1))
          .hasMessage("--number must be a whole number from 1 on, got " + text);
    }
  }

  private static void wrong(String message, String... words) {
    assertThatThrownBy(() -> parse(words)).isInstanceOf(UsageException.class).hasMessage(message);
  }

  private static Arguments parse(String... words) {
    return Arguments.parse(OPTIONS, List.of(words));
  }
}
