package io.github.djlobservability.privacy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.detector.PersonalData;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Privacy privacy = Privacy.ofProcess(ValuePolicy.DEFAULTS);

  private String redacted(String rules, String body) {
    List<Rule> parsed =
        rules.isEmpty() ? List.of() : Objects.requireNonNull(Rule.parseAll(rules), rules);
    return new Redaction(parsed, true, LeftOutText.RULES, PersonalData.ALL, privacy)
        .body(body)
        .toString();
  }

  @Test
  void eachRuleDoesWhatItSays() {
    String rules = "name:drop, note:mask, zip:truncate(3), age:bucket(10), city:hash";
    String body =
        "{\"name\":\"Maria\",\"note\":\"x\",\"zip\":\"53113\",\"age\":37,\"city\":\"Bonn\",\"ok\":true}";
    assertThat(redacted(rules, body))
        .matches(
            "\\{\"note\":\"\\(masked\\)\",\"zip\":\"531\",\"age\":30,"
                + "\"city\":\"hidden:[0-9a-f]{16}\",\"ok\":true}");
  }

  @Test
  void aPathIsTheEndOfTheWayDownAndElementsDoNotCount() {
    String body =
        "{\"people\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"product\":{\"name\":\"c\"},\"name\":\"d\"}";
    assertThat(redacted("people.name:drop", body))
        .isEqualTo("{\"people\":[{},{}],\"product\":{\"name\":\"c\"},\"name\":\"d\"}");
    assertThat(redacted("name:drop", body)).isEqualTo("{\"people\":[{},{}],\"product\":{}}");
  }

  @Test
  void whatLiesBelowARuledFieldIsRuledToo() {
    assertThat(redacted("who:mask", "{\"who\":[\"Maria\",{\"a\":1},[2]],\"n\":null}"))
        .isEqualTo("{\"who\":[\"(masked)\",\"(masked)\",[\"(masked)\"]],\"n\":null}");
  }

  @Test
  void detectorsGoThroughTextsNamesAndLongNumbers() {
    assertThat(
            redacted(
                "", "{\"a@b.example\":\"to c@d.example\",\"card\":4111111111111111,\"n\":1.5}"))
        .isEqualTo("{\"(email)\":\"to (email)\",\"card\":\"(card)\",\"n\":1.5}");
    assertThat(redacted("", "age,mail\n37,a@b.example\n"))
        .isEqualTo("\"age,mail\\n37,(email)\\n\"");
  }

  /** A rule names a field, and a text doesn't tell where its fields are. */
  @Test
  void textsAreLeftOutWhereThereAreRules() {
    assertThat(redacted("name:drop", "name\nMaria\n")).doesNotContain("Maria");
    assertThat(redacted("name:drop", "{\"name\":\"Maria\"")).doesNotContain("Maria");
  }

  /** As a model's handler echoes a request, and servers pass on what another one said. */
  @Test
  void rulesReachIntoJsonThatIsWrittenIntoATextOfIt() {
    String text = "{\"name\":\"Maria\",\"zip\":\"53113\"}";
    String once = Objects.requireNonNull(new JsonPrimitive(text).toString());
    assertThat(redacted("name:drop", "{\"echo\":" + once + "}"))
        .isEqualTo("{\"echo\":\"{\\\"zip\\\":\\\"53113\\\"}\"}");
    assertThat(redacted("echo.name:drop", "{\"echo\":[" + once + "]}")).doesNotContain("Maria");
    String deep = text;
    for (int i = 0; i < 8; i++) {
      deep = "{\"echo\":" + new JsonPrimitive(deep) + "}";
      assertThat(redacted("name:drop", deep)).as("%s", deep).doesNotContain("Maria");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Maria",
        "said: {\"name\":\"Maria\"}",
        "{'name': 'Maria'} and more",
        "data: {\"people.name\":\"Maria\"}",
        "data: {\\\"name\\\":\\\"Maria\\\"}"
      })
  void aTextThatNamesAFieldWithARuleOtherwiseIsLeftOut(String text) {
    assertThat(redacted("name:drop", "{\"echo\":" + new JsonPrimitive(text) + "}"))
        .contains("left out")
        .doesNotContain("Maria");
  }

  @Test
  void textsThatNameNoFieldStayAsTheyAre() {
    String body =
        "{\"a\":\"[INST] a name\",\"b\":\"{ \\\"x\\\" : 1 }\",\"c\":\"the name's Maria\"}";
    assertThat(redacted("name:drop", body)).isEqualTo(body);
  }

  private String request(String rules, String body) {
    return new Redaction(
            Objects.requireNonNull(Rule.parseAll(rules)),
            false,
            LeftOutText.RULES,
            PersonalData.ALL,
            privacy)
        .body(body)
        .toString();
  }

  @Test
  void aNameMayStandBesideItsValues() {
    String rules = "name:drop, zip:truncate(3)";
    assertThat(
            request(
                rules,
                "{\"columns\":[\"name\",\"home.zip\",\"n\"],\"data\":[[\"Maria\",\"53113\",1]]}"))
        .isEqualTo("{\"columns\":[\"name\",\"home.zip\",\"n\"],\"data\":[[null,\"531\",1]]}");
    assertThat(
            request(
                rules,
                "{\"dataframe_split\":{\"index\":[0],\"columns\":[\"name\"],\"data\":[[\"Maria\"]]}}"))
        .doesNotContain("Maria");
    assertThat(
            request(
                rules,
                "{\"rows\":[{\"name\":\"zip\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"53113\"]}]}"))
        .contains("\"531\"")
        .doesNotContain("53113");
    assertThat(request(rules, "[{\"key\":\"name\",\"value\":[\"Maria\"]}]"))
        .isEqualTo("[{\"key\":\"name\",\"value\":null}]");
  }

  /** Only the reference may know what field a value is: a rule for it can't be applied. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"Maria\",37]",
        "[[\"Maria\",37],[\"Eva\",38]]",
        "{\"inputs\":[[\"Maria\",37]]}",
        "{\"instances\":[{\"features\":[\"Maria\",37]}]}",
        "{\"job\":{\"mine\":[[37,\"Maria\"]]}}",
        "{\"columns\":[\"n\"],\"data\":[[1,\"Maria\"]]}",
        "{\"data\":[[\"Maria\"]],\"columns\":[[\"a\",\"b\"]]}",
        "{\"inputs\":[{\"name\":\"in\",\"shape\":[1,2],\"datatype\":\"BYTES\",\"data\":[\"Maria\",\"37\"]}]}"
      })
  void valuesWithoutNamesAreLeftOutWhereThereAreRules(String body) {
    assertThat(request("name:drop", body)).contains("without names").doesNotContain("Maria");
    assertThat(redacted("name:drop", body)).contains("Maria");
  }

  @Test
  void namedValuesStayWhereThereAreRules() {
    String body = "{\"tags\":[\"a\",\"b\"],\"n\":[1.5,2],\"rows\":[{\"age\":1}]}";
    assertThat(request("name:drop", body)).isEqualTo(body);
  }

  @Test
  void aRuleForANameWithDotsFindsAMemberOfThatName() {
    String body = "{\"home.zip\":\"53113\",\"home\":{\"zip\":\"53113\"},\"outhome.zip\":\"1\"}";
    assertThat(redacted("home.zip:drop", body)).isEqualTo("{\"home\":{},\"outhome.zip\":\"1\"}");
    assertThat(redacted("zip:drop", body)).isEqualTo("{\"home\":{}}");
  }

  @Test
  void deepBodiesDoNotHurt() {
    assertThat(redacted("name:drop", "[".repeat(100_000) + "]".repeat(100_000))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name:",
        ":drop",
        "name:burn",
        "zip:truncate",
        "zip:truncate(0)",
        "age:bucket(x)",
        "name:drop(3)",
        "a..b:drop",
        "name:drop,"
      })
  void whatIsNoRuleIsRefused(String text) {
    assertThat(Rule.parseAll(text)).isNull();
  }

  @Test
  void rulesAreWrittenAsTheyAreRead() {
    String rules = "a.b:drop,zip:truncate(3)";
    assertThat(Objects.requireNonNull(Rule.parseAll(rules)).stream().map(Rule::written))
        .containsExactly("a.b:drop", "zip:truncate(3)");
  }
}
