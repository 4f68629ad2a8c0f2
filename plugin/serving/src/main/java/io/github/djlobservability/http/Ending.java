package io.github.djlobservability.http;

import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.LatencyObjective;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import org.jspecify.annotations.Nullable;

/**
 * Says how an exchange was over, and which {@link Outcome} that is.
 *
 * @param status of the response; 0 when none was begun
 * @param brokenOff why the response isn't complete, as {@code error.type}; null when it is
 * @param rejected whether the server refused it because the queue was full
 * @param failedByModel whether the model door saw the model fail
 * @param begun whether a part of the response's body was sent
 * @param durationNanos from the request's arrival to the end
 */
record Ending(
    int status,
    @Nullable String brokenOff,
    boolean rejected,
    boolean failedByModel,
    boolean begun,
    long durationNanos) {
  private static final int FIRST_ERROR = 400;
  private static final int FAILED_DEPENDENCY = 424;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  /** Returns {@code error.type} of the exchange as it is seen without its content, or null. */
  @Nullable String error() {
    return status >= FIRST_ERROR ? Integer.toString(status) : brokenOff;
  }

  /**
   * Returns the outcome.
   *
   * @param inResponse the error that the response itself reports; null when it reports none
   */
  Outcome outcome(@Nullable String inResponse) {
    if (rejected) {
      return Outcome.REJECTED;
    }
    if (status >= FIRST_ERROR) {
      return failedByModel ? Outcome.BACKEND : ofStatus(status);
    }
    if (brokenOff != null) {
      boolean cancelled = brokenOff.equals(HttpKeys.CLIENT_DISCONNECTED);
      return cancelled ? Outcome.CANCELLED : Outcome.OTHER;
    }
    if (inResponse != null) {
      return ofError(inResponse);
    }
    return failedByModel ? Outcome.BACKEND : Outcome.SUCCEEDED;
  }

  private static Outcome ofError(String error) {
    try {
      return ofStatus(Integer.parseInt(error));
    } catch (NumberFormatException e) {
      return Outcome.BACKEND;
    }
  }

  /**
   * DJL Serving answers 424 when a model of the Python engine fails. With 429 a model or a plugin
   * refuses what the server has room for: nothing is wrong with the request itself.
   */
  private static Outcome ofStatus(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return Outcome.REJECTED;
    }
    boolean backend = status == FAILED_DEPENDENCY || status >= FIRST_SERVER_ERROR;
    return backend ? Outcome.BACKEND : Outcome.CLIENT;
  }

  /**
   * Returns whether the client gave up after it had waited as long as the model's objective allows:
   * then it did not get what the objective promises. Without an objective for latency, a client's
   * patience is a setting, and what has begun to be sent is no failure.
   */
  boolean isGivenUp(Outcome outcome, Settings settings) {
    if (outcome != Outcome.CANCELLED) {
      return false;
    }
    LatencyObjective latency = settings.find(LoadSetting.SLO_LATENCY);
    return latency == null
        ? !begun && durationNanos > settings.get(LoadSetting.SLO_PATIENCE).toNanos()
        : durationNanos > latency.limit().toNanos();
  }
}
