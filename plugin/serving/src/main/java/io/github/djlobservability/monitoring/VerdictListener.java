package io.github.djlobservability.monitoring;

import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.history.TakenVerdict;
import io.github.djlobservability.model.ModelId;
import java.time.Instant;

/** Told of verdicts by the worker. */
interface VerdictListener {
  /** Told of every verdict, once. */
  void verdict(ModelId model, TakenVerdict verdict);

  /** Told of how an incident of several features stands, now and then. */
  void incident(ModelId model, ModelIncident incident, Instant at);
}
