package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;

/** Says which instruments a value with certain attributes goes to. Thread-safe. */
@FunctionalInterface
interface InstrumentSets {
  InstrumentSet of(Attributes attributes);
}
