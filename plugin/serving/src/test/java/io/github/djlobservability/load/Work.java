package io.github.djlobservability.load;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.WorkTotals;
import java.util.Objects;

/** A model whose work a test makes up. */
final class Work {
  static final ModelId ID = new ModelId("m", "1");

  private final ServedModels models = new ServedModels(() -> 0);
  private final ServedModel model = models.add(ID, Settings.DEFAULTS, true);

  ServedModels models() {
    return models;
  }

  ServedModel model() {
    return model;
  }

  void call(double seconds, int requests) {
    for (int i = 0; i < requests; i++) {
      model.statistics().work().arrived();
      model.statistics().work().over();
    }
    model.statistics().work().call(Math.round(seconds * 1e9), requests);
  }

  WorkTotals totals() {
    return model.statistics().work().totals();
  }

  ServiceTime serviceTime(long minCalls) {
    return Objects.requireNonNull(ServiceTime.of(totals(), minCalls));
  }
}
