package io.github.djlobservability.samples.employment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.translate.TranslateException;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmploymentRequestTest {

  @Test
  void readsOneRow() throws TranslateException {
    JsonObject row = with("AGEP", "41.5");
    EmploymentRequest request = EmploymentRequest.parse(row.toString());
    assertThat(request.single()).isTrue();
    assertThat(request.rows()).hasSize(1);
    assertThat(request.rows().get(0).value(CensusColumn.AGEP)).isEqualTo(41.5);
    assertThat(request.rows().get(0).code(CensusColumn.MAR)).isEqualTo(1);
  }

  @Test
  void readsAnArrayOfRows() throws TranslateException {
    EmploymentRequest request = EmploymentRequest.parse(array().toString());
    assertThat(request.single()).isFalse();
    assertThat(request.rows())
        .extracting(row -> row.value(CensusColumn.AGEP))
        .containsExactly(1.0, 2.0);
  }

  @Test
  void readsInstances() throws TranslateException {
    EmploymentRequest request = EmploymentRequest.parse("{\"instances\":" + array() + "}");
    assertThat(request.single()).isFalse();
    assertThat(request.rows())
        .extracting(row -> row.value(CensusColumn.AGEP))
        .containsExactly(1.0, 2.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SCHL | 25      | is 25; allowed is one of the codes 0 to 24.",
        "SCHL | 2.5     | is 2.5; allowed is one of the codes 0 to 24.",
        "SCHL | \"21\"  | is \"21\"; allowed is one of the codes 0 to 24.",
        "SEX  | null    | is null; allowed is one of the codes 1 to 2.",
        "SEX  | true    | is true; allowed is one of the codes 1 to 2.",
        "SEX  | [1]     | is [1]; allowed is one of the codes 1 to 2.",
        "AGEP | -1      | is -1; allowed is a number from 0 to 120.",
        "AGEP | 1e999   | is 1e999; allowed is a number from 0 to 120.",
      })
  void namesRowAndColumnOfAWrongValue(String column, String value, String expected) {
    JsonArray rows = new JsonArray();
    rows.add(Rows.smallestJson());
    rows.add(with(column, value));
    assertThatThrownBy(() -> EmploymentRequest.parse(rows.toString()))
        .isInstanceOf(TranslateException.class)
        .hasMessage("Row 1, column " + column + ": " + expected);
  }

  @Test
  void namesAMissingColumn() {
    JsonObject row = Rows.smallestJson();
    row.remove("SCHL");
    assertThatThrownBy(() -> EmploymentRequest.parse(row.toString()))
        .isInstanceOf(TranslateException.class)
        .hasMessage("Row 0, column SCHL: is missing; allowed is one of the codes 0 to 24.");
  }

  @Test
  void namesUnknownColumns() {
    JsonObject row = Rows.smallestJson();
    row.addProperty("id", 7);
    row.addProperty("agep", 7);
    assertThatThrownBy(() -> EmploymentRequest.parse(row.toString()))
        .isInstanceOf(TranslateException.class)
        .hasMessageStartingWith("Row 0: unknown columns agep, id. Expected one row,")
        .hasMessageContaining("AGEP, SCHL, MAR");
  }

  @Test
  void quotesNoMoreThanIsNeeded() {
    JsonObject row = with("AGEP", "\"" + "x".repeat(10_000) + "\"");
    assertThatThrownBy(() -> EmploymentRequest.parse(row.toString()))
        .isInstanceOf(TranslateException.class)
        .hasMessageMatching("Row 0, column AGEP: is \"x{59}\\.\\.\\.; allowed .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"AGEP\":", "{AGEP: 1}", "[1", "NaN", "tensor", "['x']"})
  void refusesWhatIsNotJson(String body) {
    assertThatThrownBy(() -> EmploymentRequest.parse(body))
        .isInstanceOf(TranslateException.class)
        .hasMessageStartingWith("The body is not JSON. Expected one row,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[] []", "{} x"})
  void refusesWhatGoesOnAfterTheJson(String body) {
    assertThatThrownBy(() -> EmploymentRequest.parse(body)).isInstanceOf(TranslateException.class);
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThatThrownBy(() -> EmploymentRequest.parse("[".repeat(100_000)))
        .isInstanceOf(TranslateException.class)
        .hasMessageStartingWith("The body is not JSON.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                          | The body is neither an object nor an array.",
        "null                        | The body is neither an object nor an array.",
        "3                           | The body is neither an object nor an array.",
        "[]                          | There are no rows.",
        "{\"instances\": []}         | There are no rows.",
        "{\"instances\": {}}         | \"instances\" has to be an array and the only member.",
        "{\"instances\": [], \"a\": 1} | \"instances\" has to be an array and the only member.",
        "[3]                         | Row 0 is not an object.",
      })
  void refusesWhatIsNoRows(String body, String expected) {
    assertThatThrownBy(() -> EmploymentRequest.parse(body))
        .isInstanceOf(TranslateException.class)
        .hasMessageStartingWith(expected + " Expected one row,");
  }

  private static JsonArray array() {
    JsonArray rows = new JsonArray();
    rows.add(with("AGEP", "1"));
    rows.add(with("AGEP", "2"));
    return rows;
  }

  private static JsonObject with(String column, String json) {
    JsonObject row = Rows.smallestJson();
    row.add(column, JsonParser.parseString(json));
    return row;
  }
}
