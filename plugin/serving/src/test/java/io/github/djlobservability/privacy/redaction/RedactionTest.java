package io.github.djlobservability.privacy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

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
    return new Redaction(parsed, PersonalData.ALL, privacy).body(body).toString();
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
