package io.github.djlobservability.console;

import io.github.djlobservability.access.Access;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.common.Attributes;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the metrics and the log that wrong tokens came. Not thread-safe. */
public final class WrongTokens {
  private static final Logger LOGGER = LoggerFactory.getLogger(WrongTokens.class);

  private final LongSupplier total;
  private final Instruments<PluginMetric> instruments;
  private long told;

  /**
   * @param total says how many came since the start: {@link Access#failedTries}
   */
  public WrongTokens(LongSupplier total, Instruments<PluginMetric> instruments) {
    this.total = total;
    this.instruments = instruments;
  }

  /** Tells of those that came since it was called last. */
  public void tell() {
    long came = total.getAsLong();
    if (came > told) {
      instruments.add(PluginMetric.WRONG_TOKENS, came - told, Attributes.empty());
      LOGGER.warn(
          "{} requests for the plugin's pages came with a wrong token, {} since the start; an"
              + " address that sends many is slowed down, then blocked",
          came - told,
          came);
      told = came;
    }
  }
}
