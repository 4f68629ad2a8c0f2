package io.github.djlobservability.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFormatTest {
  private static final long TIME = 1_795_545_000_000L;

  @Test
  void readsOneObjectOrMany() throws UnreadableLabelsException {
    assertThat(labels(LabelFormat.JSON, "{\"id\": \"a\", \"label\": 1}"))
        .containsExactly(new Label("a", Label.NO_ROW, 1.0, null, 1));
    assertThat(
            labels(
                LabelFormat.JSON,
                "[{\"id\": 7, \"row\": 2, \"label\": true, \"time\": 1795545000000, \"weight\": 2},"
                    + "{\"id\": \"b\", \"label\": \"cat\", \"time\": \"2026-11-24T18:30:00Z\"}]"))
        .containsExactly(
            new Label("7", 2, true, TIME, 2), new Label("b", Label.NO_ROW, "cat", TIME, 1));
    assertThat(read(LabelFormat.JSON, "[]")).isEmpty();
  }

  @Test
  void readsAnObjectALineAndLeavesOutWhatIsWrong() throws UnreadableLabelsException {
    List<SentLabel> sent =
        read(
            LabelFormat.JSON_LINES,
            "{\"id\": \"a\", \"label\": 1}\r\n\n{\"id\": \"b\", \n{\"id\": \"c\", \"label\": 0}\n");
    assertThat(sent).extracting(SentLabel::id).containsExactly("a", null, "c");
    assertThat(sent.get(1).problem())
        .isEqualTo(
            "line 3: no JSON at column 13: Unexpected end-of-input within/between Object entries");
  }

  @Test
  void readsCsvWithItsHeaderInAnyOrder() throws UnreadableLabelsException {
    assertThat(
            labels(
                LabelFormat.CSV,
                "\uFEFFlabel,id,weight,time,row\n"
                    + "1,a,,,\r\n"
                    + "\"a \"\"b\"\"\",\"x,y\",0.5,2026-11-24T19:30:00+01:00,3\n"
                    + "\n"
                    + "01,c,,1795545000000,"))
        .containsExactly(
            new Label("a", Label.NO_ROW, "1", null, 1),
            new Label("x,y", 3, "a \"b\"", TIME, .5),
            new Label("c", Label.NO_ROW, "01", TIME, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'label': 1}|item 1: id is missing; allowed: a text of 1 to 256 characters",
        "{'id': 'a'}|item 1: label is missing; allowed: a number, a text, true or false",
        "{'id': 'a', 'label': null}|item 1: label is missing",
        "{'id': '', 'label': 1}|item 1: id= is not allowed; allowed: a text of 1 to 256",
        "{'id': 'a', 'label': [1]}|item 1: label=[1.0] is not allowed; allowed: a number, a text",
        "{'id': 'a', 'label': 1, 'row': -1}|item 1: row=-1.0 is not allowed; allowed: a whole",
        "{'id': 'a', 'label': 1, 'weight': 0}|item 1: weight=0.0 is not allowed; allowed: a number",
        "{'id': 'a', 'label': 1, 'time': 'noon'}|item 1: time=noon is not allowed; allowed: milli",
        "{'id': 'a', 'label': 1, 'wieght': 2}|item 1: wieght is not known; allowed: id, row, label",
        "7|item 1: it is no JSON object; allowed: an object with the fields id, row, label"
      })
  void saysWhatIsWrongAndWhatIsAllowed(String json, String message)
      throws UnreadableLabelsException {
    SentLabel sent = read(LabelFormat.JSON, json.replace('\'', '"')).get(0);
    assertThat(sent.label()).isNull();
    assertThat(sent.problem()).startsWith(message);
  }

  @Test
  void saysInWhichLineOfCsv() throws UnreadableLabelsException {
    List<SentLabel> sent =
        read(LabelFormat.CSV, "id,label,weight\n\"a\nb\",1,\nc,,1\nd,1\ne,1,much\n");
    assertThat(sent)
        .extracting(SentLabel::problem)
        .containsExactly(
            null,
            "line 4: label is missing; allowed: a number, a text, true or false",
            "line 5: it has 2 cells; allowed: as many as the header, 3",
            "line 6: weight=much is not allowed; allowed: a number from 0.001 to 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON|[{'id': 'a', 'label': 1}, {'id|No JSON after item 1, line 1 column 31: Unexpected end",
        "JSON|[] []|No JSON after item 0, line 1 column 5: Something follows the end of the array; allowed: an",
        "JSON|''|No JSON after item 0: nothing is there",
        "CSV|id,truth|line 1: the header has no column label; allowed: id and label, and any of",
        "CSV|id,label,id|line 1: column id is not known, or there twice; allowed: id and label",
        "CSV|id,label,\"x|line 1: a quoted cell has no end; allowed: a closing quote",
        "CSV|\"id\"x,label|line 1: x is not allowed behind a closing quote; allowed: a comma"
      })
  void refusesWhatIsInAnotherFormat(LabelFormat format, String body, String message) {
    assertThatThrownBy(() -> read(format, format == LabelFormat.JSON ? json(body) : body))
        .isInstanceOf(UnreadableLabelsException.class)
        .hasMessageStartingWith(message);
  }

  /** Python writes NaN for a label that is missing; it is no class, and harms no other label. */
  @Test
  void aLabelThatIsNoNumberIsMissing() throws UnreadableLabelsException {
    List<SentLabel> sent =
        read(
            LabelFormat.JSON,
            "[{\"id\": \"a\", \"label\": NaN}, {\"id\": \"b\", \"label\": -Infinity},"
                + " {\"id\": \"c\", \"label\": \"NaN\"}, {\"id\": \"d\", \"label\": 1e999},"
                + " {\"id\": \"e\", \"label\": 0}]");
    String allowed = "; allowed: a number, a text, true or false";
    assertThat(sent)
        .extracting(SentLabel::problem)
        .containsExactly(
            "item 1: label is missing, for it is NaN" + allowed,
            "item 2: label is missing, for it is -Infinity" + allowed,
            "item 3: label is missing, for it is NaN" + allowed,
            "item 4: label is missing, for it is Infinity" + allowed,
            null);
    assertThat(problem(LabelFormat.CSV, "id,label\na,nan\n"))
        .isEqualTo("line 2: label is missing, for it is nan" + allowed);
    assertThat(problem(LabelFormat.JSON, json("{'id': 'a', 'label': 1, 'weight': NaN}")))
        .isEqualTo("item 1: weight=NaN is not allowed; allowed: a number from 0.001 to 1000");
  }

  @Test
  void wholeNumbersKeepTheirDigits() throws UnreadableLabelsException {
    Label label = labels(LabelFormat.JSON, json("{'id': 'a', 'label': 9007199254740993}")).get(0);
    assertThat(LabelValue.of(label.value(), "a class", UnaryOperator.identity()))
        .isEqualTo("9007199254740993");
    assertThat(LabelValue.of(label.value(), 1.5, UnaryOperator.identity()))
        .isEqualTo(9007199254740992.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{`id`: 1}|column 2: Unexpected character ('`'",
        "{\"id\": \"a\", /* all right */ \"label\": 1}|column 13: Unexpected character ('/'",
        "{\"id\": \"a\", \"label\": 1,}|column 24: Unexpected character ('}'",
        "{\"id\": \"a\", \"label\": 1} # why|column 25: Unexpected character ('#'",
        "{\"id\": \"a\", \"label\": +1}|column 23: Unexpected character ('+'",
        "{\"id\": \"a\", \"label\": 01}|column 23: Invalid numeric value: Leading zeroes not allowed",
        "{\"id\": \"a\", \"label\": nan}|column 22: Unrecognized token 'nan'",
        "{\"id\": \"a\", \"label\": 1} {}|No JSON after item 1: more follows behind the end"
      })
  void refusesWhatOnlyLooksLikeJson(String body, String message) {
    assertThatThrownBy(() -> read(LabelFormat.JSON, body.replace('`', '\'')))
        .isInstanceOf(UnreadableLabelsException.class)
        .hasMessageContaining(message.replace('`', '\''));
  }

  private static @Nullable String problem(LabelFormat format, String body)
      throws UnreadableLabelsException {
    return read(format, body).get(0).problem();
  }

  @Test
  void refusesTooMany() {
    String lines = "a,1\n".repeat(LabelFormat.MAX_LABELS + 1);
    assertThatThrownBy(() -> read(LabelFormat.CSV, "id,label\n" + lines))
        .isInstanceOfSatisfying(
            UnreadableLabelsException.class, e -> assertThat(e.isTooMany()).isTrue())
        .hasMessage("There are too many labels; allowed: 50000 in a request");
  }

  @Test
  void knowsMediaTypes() {
    assertThat(LabelFormat.ofMediaType("Application/JSON; charset=utf-8"))
        .isEqualTo(LabelFormat.JSON);
    assertThat(LabelFormat.ofMediaType("application/x-ndjson")).isEqualTo(LabelFormat.JSON_LINES);
    assertThat(LabelFormat.ofMediaType("text/csv")).isEqualTo(LabelFormat.CSV);
    assertThat(LabelFormat.ofMediaType("text/plain")).isNull();
    assertThat(LabelFormat.ofMediaType(null)).isNull();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static List<SentLabel> read(LabelFormat format, String body)
      throws UnreadableLabelsException {
    return format.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Label> labels(LabelFormat format, String body)
      throws UnreadableLabelsException {
    List<SentLabel> sent = read(format, body);
    assertThat(sent).extracting(SentLabel::problem).containsOnlyNulls();
    return sent.stream().map(SentLabel::label).toList();
  }
}
