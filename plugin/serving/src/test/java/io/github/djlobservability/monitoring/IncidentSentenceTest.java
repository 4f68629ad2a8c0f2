package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.history.ModelIncident;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log says how an incident stands. */
class IncidentSentenceTest {
  private static final Onset ONSET = new Onset(402, 400, 404, 1);

  @Test
  void whatChangesIsToldWithItsBeginningAndCause() {
    assertThat(VerdictTelemetry.sentence(incident(Status.DRIFT, Course.BEGUN)))
        .endsWith("have changed together, since item 402, looks like the light");
  }

  @Test
  void whatIsOverIsNotAsInTheReferenceSinceTheChangeBegan() {
    assertThat(VerdictTelemetry.sentence(incident(Status.STABLE, Course.ENDED)))
        .endsWith("are as in the reference again, since item 1203");
  }

  private static ModelIncident incident(Status status, Course course) {
    long over = status == Status.STABLE ? 1203 : 0;
    return new ModelIncident(
        1, status, course, 1, ONSET, over, "looks like the light", List.of(), 2);
  }
}
