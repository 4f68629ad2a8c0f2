package io.github.djlobservability.telemetry.series;

import io.github.djlobservability.config.MetricSetting;
import io.github.djlobservability.model.ModelId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how many series of each model were left out when metrics were last collected. Says it once
 * a model in the log, as a warning unless they tell nothing new. Thread-safe.
 */
public final class LeftOutSeries {
  private static final Logger LOGGER = LoggerFactory.getLogger(LeftOutSeries.class);

  /** Names are the clients' of the management API. */
  private static final int MAX_SAID = 1_000;

  private final Set<ModelId> said = ConcurrentHashMap.newKeySet();
  private final Set<ModelId> saidSpare = ConcurrentHashMap.newKeySet();
  private volatile Map<ModelId, SeriesLeftOut> counts = Map.of();

  /** Begins with nothing left out. */
  public LeftOutSeries() {}

  /** Takes note of the models that lack series, and of how many. */
  void now(Map<ModelId, SeriesLeftOut> lacking) {
    counts = Map.copyOf(lacking);
    lacking.forEach(
        (model, count) -> {
          if (count.others() > 0 && said.size() < MAX_SAID && said.add(model)) {
            LOGGER.warn(
                "Model {}: {} series are not exported, the least important; {} raises the limit",
                model,
                count.all(),
                MetricSetting.SERIES);
          } else if (count.others() == 0
              && count.zeros() > 0
              && !said.contains(model)
              && saidSpare.size() < MAX_SAID
              && saidSpare.add(model)) {
            LOGGER.info(
                "Model {}: {} series are not exported while they tell nothing, {} of them counters of"
                    + " broken rules that are 0; {} raises the limit",
                model,
                count.all(),
                count.zeros(),
                MetricSetting.SERIES);
          }
        });
  }

  /** Returns the models that lack series, with how many. */
  public Map<ModelId, SeriesLeftOut> counts() {
    return counts;
  }
}
