package io.github.djlobservability.monitoring;

import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.model.ModelId;

/** Told of every verdict, once, by the worker. */
@FunctionalInterface
interface VerdictListener {
  void verdict(ModelId model, Verdict verdict);
}
