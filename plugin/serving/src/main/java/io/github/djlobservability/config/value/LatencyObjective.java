package io.github.djlobservability.config.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The share of the requests that are to be served within a time.
 *
 * @param text the objective as it was written: {@code p99<200ms}
 * @param share share of the requests that are to be fast enough, above 0 and below 1
 * @param limit the time within which a request is fast enough
 */
public record LatencyObjective(String text, double share, Duration limit) {
  private static final Pattern SYNTAX =
      Pattern.compile("p(\\d{2}(?:\\.\\d+)?)<(\\d+(?:\\.\\d+)?)(ms|s)");

  /** Returns null for a text that is no such objective. */
  public static @Nullable LatencyObjective parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      return null;
    }
    double share = new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
    double amount = Double.parseDouble(matcher.group(2));
    long nanos = Math.round(amount * (matcher.group(3).equals("ms") ? 1e6 : 1e9));
    boolean allowed = share >= 0.5 && share < 1 && nanos > 0;
    return allowed ? new LatencyObjective(text, share, Duration.ofNanos(nanos)) : null;
  }
}
