package io.github.djlobservability.load;

import io.github.djlobservability.config.LoadSettings;
import io.github.djlobservability.model.ObjectiveCounts;
import io.github.djlobservability.model.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * An objective of a model.
 *
 * @param name {@code latency} or {@code availability}
 * @param target as it was written
 * @param share of the requests that are to be good
 * @param total which requests count
 * @param bad which of them are bad
 */
record Objective(
    String name,
    String target,
    double share,
    ToLongFunction<ObjectiveCounts.Totals> total,
    ToLongFunction<ObjectiveCounts.Totals> bad) {

  /** Returns those that a model has. */
  static List<Objective> of(ServedModel model) {
    LoadSettings settings = model.settings().load();
    List<Objective> objectives = new ArrayList<>();
    if (settings.availability() != null) {
      objectives.add(
          new Objective(
              "availability",
              String.format(Locale.ROOT, "%.6g%%", settings.availability() * 100),
              settings.availability(),
              ObjectiveCounts.Totals::asked,
              ObjectiveCounts.Totals::failed));
    }
    if (settings.latency() != null) {
      objectives.add(
          new Objective(
              "latency",
              settings.latency().text(),
              settings.latency().share(),
              ObjectiveCounts.Totals::answered,
              ObjectiveCounts.Totals::slow));
    }
    return objectives;
  }
}
