package io.github.djlobservability.suite.translator;

import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import java.util.Map;

/** A translator of one request after the other, which needs no arguments unless it says so. */
interface UnbatchedTranslator extends ServingTranslator {
  @Override
  default void setArguments(Map<String, ?> arguments) {}

  @Override
  @SuppressWarnings("NullAway") // null is how DJL's contract says that there is no batchifier
  default Batchifier getBatchifier() {
    return null;
  }
}
