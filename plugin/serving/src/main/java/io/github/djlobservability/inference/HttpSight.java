package io.github.djlobservability.inference;

import io.github.djlobservability.model.ModelId;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Says whether the HTTP door hands over requests that can't be found again at the model door, since
 * their inputs carry no trace. Thread-safe if what it asks is.
 *
 * @param seesAll whether no request can come past the HTTP door
 * @param asked whether a request can ask for this very model; if not, it is only a part of
 *     workflows, and the HTTP door knows those alone
 */
public record HttpSight(BooleanSupplier seesAll, Predicate<ModelId> asked) {

  /**
   * Returns whether it hands over such a request for a model.
   *
   * @param traceable whether OpenTelemetry gives requests an identity; without one none is found
   *     again, whether the HTTP door has seen it or not
   */
  boolean handsOver(ModelId model, boolean traceable) {
    return asked.test(model) && (!traceable || seesAll.getAsBoolean());
  }
}
