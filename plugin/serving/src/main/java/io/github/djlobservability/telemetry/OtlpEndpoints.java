package io.github.djlobservability.telemetry;

import io.github.djlobservability.config.ConfigurationProblem;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what would be sent to an endpoint that is no address: the SDK would refuse to start,
 * and all telemetry with it. Immutable.
 */
final class OtlpEndpoints {
  private static final String COMMON = "otel.exporter.otlp.endpoint";
  private static final String OTLP = "otlp";
  private static final String ALLOWED =
      "an address with http:// or https:// in front, such as http://localhost:4318; until then"
          + " nothing is sent there";

  private final Consumer<ConfigurationProblem> problems;

  /**
   * @param problems told of each endpoint that is no address
   */
  OtlpEndpoints(Consumer<ConfigurationProblem> problems) {
    this.problems = problems;
  }

  /** Returns the settings to be used in place of those that lead to no address. */
  Map<String, String> overrides(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    boolean common = isWrong(config, COMMON);
    for (String signal : SdkStarter.SIGNALS) {
      String own = "otel.exporter.otlp." + signal + ".endpoint";
      if (config.getString(own) == null ? common : isWrong(config, own)) {
        String exporter = "otel." + signal + ".exporter";
        List<String> others =
            config.getList(exporter, List.of(OTLP)).stream()
                .filter(name -> !name.equals(OTLP))
                .toList();
        overrides.put(exporter, others.isEmpty() ? "none" : String.join(",", others));
      }
    }
    return overrides;
  }

  private boolean isWrong(ConfigProperties config, String key) {
    String endpoint = config.getString(key);
    if (endpoint == null || isAddress(endpoint)) {
      return false;
    }
    problems.accept(
        new ConfigurationProblem("OpenTelemetry", key, Destination.withoutUser(endpoint), ALLOWED));
    return true;
  }

  private static boolean isAddress(String endpoint) {
    try {
      URI address = new URI(endpoint);
      return isWeb(address.getScheme())
          && address.getRawAuthority() != null
          && address.getRawQuery() == null
          && address.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isWeb(@Nullable String scheme) {
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }
}
