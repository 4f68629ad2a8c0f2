package io.github.djlobservability.load;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.value.LatencyObjective;
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
    Double availability = model.settings().find(LoadSetting.SLO_AVAILABILITY);
    LatencyObjective latency = model.settings().find(LoadSetting.SLO_LATENCY);
    List<Objective> objectives = new ArrayList<>();
    if (availability != null) {
      objectives.add(
          new Objective(
              "availability",
              String.format(Locale.ROOT, "%.6g%%", availability * 100),
              availability,
              ObjectiveCounts.Totals::asked,
              ObjectiveCounts.Totals::failed));
    }
    if (latency != null) {
      objectives.add(
          new Objective(
              "latency",
              latency.text(),
              latency.share(),
              ObjectiveCounts.Totals::answered,
              ObjectiveCounts.Totals::slow));
    }
    return objectives;
  }
}
