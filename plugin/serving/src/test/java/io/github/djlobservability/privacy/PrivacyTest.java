package io.github.djlobservability.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.ValuePolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyTest {
  private static final ValuePolicy ALL = new ValuePolicy(ValuePolicy.Mode.ALL, Set.of());

  @TempDir Path folder;
  private final Privacy privacy = Privacy.ofProcess(ValuePolicy.DEFAULTS);

  @Test
  void idsAreSeenUnlessTheyArePersonal() {
    assertThat(privacy.id("req-7f3a9c1e")).isEqualTo("req-7f3a9c1e");
    assertThat(privacy.id("4bf92f3577b34da6a3ce929d0e0e4736"))
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(privacy.id("00491701-5551-4234-9111-111111111111"))
        .isEqualTo("00491701-5551-4234-9111-111111111111");
    assertThat(privacy.id("4111-1111-1111-1111")).matches(HiddenValue::is);
    assertThat(privacy.id("maria.schmidt@example.com")).matches(HiddenValue::is);
    assertThat(privacy.id("Maria Schmidt")).matches(HiddenValue::is);
    assertThat(privacy.id("a".repeat(300))).matches(HiddenValue::is);
    assertThat(Privacy.ofProcess(ALL).id("Maria Schmidt")).isEqualTo("Maria Schmidt");
  }

  @Test
  void textsKeepWhatIsNotPersonal() {
    assertThat(privacy.text("/predictions/a@b.example/x")).isEqualTo("/predictions/(email)/x");
    assertThat(privacy.path("/predictions/a%40b.example")).isEqualTo("/predictions/(email)");
    assertThat(privacy.path("/predictions/100%25")).isEqualTo("/predictions/100%25");
    assertThat(privacy.path("/%zz")).isEqualTo("/%zz");
    assertThat(privacy.path("/predictions/203.0.113.195")).isEqualTo("/predictions/(ip)");
    assertThat(privacy.text("Chrome/126.0.0.0")).isEqualTo("Chrome/126.0.0.0");
    assertThat(privacy.text("curl/8.5.0")).isEqualTo("curl/8.5.0");
    assertThat(privacy.text("curl/8.5.0")).isEqualTo("curl/8.5.0");
  }

  @Test
  void aFailureKeepsTypesAndPlacesAndNoMessage() {
    Exception failure =
        new IllegalStateException("of Maria Schmidt", new IOException("4111111111111111"));
    StringWriter written = new StringWriter();
    privacy.failure(failure).printStackTrace(new PrintWriter(written));
    assertThat(written.toString())
        .contains("java.lang.IllegalStateException", "Caused by: java.io.IOException", "\tat ")
        .doesNotContain("Maria", "4111");
    assertThat(privacy.failure(failure)).hasMessage("java.lang.IllegalStateException");
    assertThat(Privacy.ofProcess(ALL).failure(failure)).isSameAs(failure);
  }

  @Test
  void aFailureThatIsItsOwnCauseIsWritten() {
    Exception first = new IllegalStateException("one");
    Exception second = new IllegalStateException("two", first);
    first.initCause(second);
    assertThat(privacy.failure(second)).hasToString("java.lang.IllegalStateException");
  }

  @Test
  void hashesOutliveTheProcessByAKeyThatOnlyTheOwnerReads() throws IOException {
    Path state = folder.resolve("state");
    assertThat(Privacy.in(state, ValuePolicy.DEFAULTS).isOfProcess()).isFalse();
    assertThat(privacy.isOfProcess()).isTrue();
    String first = Privacy.in(state, ValuePolicy.DEFAULTS).hidden("Maria");
    assertThat(Privacy.in(state, ValuePolicy.DEFAULTS).hidden("Maria")).isEqualTo(first);
    assertThat(privacy.hidden("Maria")).isNotEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("values.key"))))
        .isEqualTo("rw-------");
  }

  /** A generated text comes where a class would, and is nobody's to read. */
  @Test
  void aTextIsNoClass() {
    for (String text :
        List.of(
            "Dear Eva your loan of 900 is denied",
            "Dear Eva,\nno",
            "{\"text\":\"no\"}",
            "x".repeat(121))) {
      assertThat(privacy.heldClass(text)).startsWith("hidden:");
    }
    for (String name :
        List.of(
            "yes",
            "great white shark, white shark, man-eater, man-eating shark, Carcharodon carcharias",
            "more than fifty thousand a year")) {
      assertThat(privacy.heldClass(name)).isEqualTo(name);
    }
  }
}
