package io.github.djlobservability.monitoring.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.Map;
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

  @Test
  void eachKindOfBodyThatIsNotReadIsSaidOnce() {
    Coverage coverage = new Coverage(new ModelId("m", null), true);
    coverage.notCompared(NotReadException.ofCodec("webp", "an image is WebP"));
    coverage.notCompared(new NotReadException(NotRead.TYPE, "the body is a form"));
    coverage.notCompared(new NotReadException(NotRead.TYPE, "the body is a form"));
    coverage.notCompared(new NotReadException(NotRead.MALFORMED, "no JSON (line 1)"));
    coverage.notCompared(new NotReadException(NotRead.MALFORMED, "no JSON (line 27)"));
    coverage.notCompared(new NotReadException(NotRead.NO_FIELD, "no age", "no field"));
    coverage.notCompared(new NotReadException(NotRead.NO_FIELD, "no sex", "no field of yours"));
    assertThat(coverage.report(null).notes())
        .extracting(note -> note.replaceAll("^requests are not compared: |;.*", ""))
        .containsExactly("an image is WebP", "the body is a form", "no JSON (line 1)", "no age");
    assertThat(coverage.report(null).reasons())
        .isEqualTo(Map.of("type", 3L, "malformed", 2L, "no_field", 2L));
  }

  @Test
  void thereAreNotesOfSixteenKindsAndOneOfAllOthers() {
    Coverage coverage = new Coverage(new ModelId("m", null), true);
    for (char kind = 'a'; kind <= 'z'; kind++) {
      coverage.notCompared(new NotReadException(NotRead.TYPE, "the body is " + kind));
    }
    assertThat(coverage.report(null).notes()).hasSize(17);
  }
}
