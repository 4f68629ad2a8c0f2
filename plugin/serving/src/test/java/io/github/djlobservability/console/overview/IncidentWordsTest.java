package io.github.djlobservability.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentWordsTest {

  private static Verdict verdict(Status status, @Nullable Course course) {
    return new Verdict(
        9_000,
        0,
        "age",
        Check.DISTRIBUTION,
        DriftKind.DATA,
        Status.STABLE,
        status,
        status,
        status == Status.DRIFT ? DriftShape.SUDDEN : null,
        null,
        9.6,
        9.5,
        new Effect("mean 41 -> 43", 41, 43),
        List.of(),
        List.of(),
        null,
        null,
        course == null ? null : new Incident(8_000, course, 3),
        0);
  }

  @Test
  void theCourseOfAnIncidentIsToldInWords() {
    assertThat(Changes.sentence(verdict(Status.DRIFT, Course.BEGUN)))
        .isEqualTo("has changed: mean 41 -> 43, sudden");
    assertThat(Changes.sentence(verdict(Status.DRIFT, Course.WORSENED)))
        .startsWith("has moved further from the reference: mean 41 -> 43");
    assertThat(Changes.sentence(verdict(Status.DRIFT, Course.RETURNING)))
        .startsWith("is on its way back to the reference: ");
    assertThat(Changes.sentence(verdict(Status.STABLE, Course.ENDED)))
        .isEqualTo("is as in the reference again");
  }

  @Test
  void whatIsTooSmallToMatterIsSaidSo() {
    assertThat(Changes.sentence(verdict(Status.SMALL, null)))
        .isEqualTo("has changed for sure, by less than matters: mean 41 -> 43");
  }
}
