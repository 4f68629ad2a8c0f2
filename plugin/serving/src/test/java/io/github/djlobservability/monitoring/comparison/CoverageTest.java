package io.github.djlobservability.monitoring.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void whatIsNotOfAReferenceIsSaidWithTheNextOneToo() {
    Coverage coverage = new Coverage(new ModelId("m", null), true);
    coverage.note("texts", "an old reference");
    coverage.noteForGood("segments", "no field sexx");
    assertThat(coverage.report(null).notes()).containsExactly("an old reference", "no field sexx");
    coverage.forgetNotes();
    assertThat(coverage.report(null).notes()).containsExactly("no field sexx");
  }
}
