package io.github.djlobservability.telemetry.standard;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what would be sent to an endpoint that is no address, or without the headers or
 * certificates that were asked for: the SDK would refuse to start, and all telemetry with it. To be
 * used once.
 */
public final class OtlpEndpoints {
  /** The signals, as settings name them. */
  public static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  static final String OTLP = "otlp";

  private static final String COMMON = "otel.exporter.otlp.";
  private static final String UNTIL_THEN = "; until then nothing is sent there";
  private static final List<String> FILES =
      List.of("certificate", "client.certificate", "client.key");

  private final Consumer<ConfigurationProblem> problems;
  private final Map<String, Boolean> wrong = new HashMap<>();

  /**
   * @param problems told of each setting that is wrong
   */
  public OtlpEndpoints(Consumer<ConfigurationProblem> problems) {
    this.problems = problems;
  }

  /** Returns the settings to be used in place of those that lead nowhere. */
  public Map<String, String> overrides(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    for (String signal : SIGNALS) {
      if (isWrong(config, signal)) {
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

  private boolean isWrong(ConfigProperties config, String signal) {
    boolean any = isWrong(config, signal, "endpoint");
    any |= isWrong(config, signal, "headers");
    for (String file : FILES) {
      any |= isWrong(config, signal, file);
    }
    return any;
  }

  /** Looks at the setting of a signal, or at that of all where it has none; at each once. */
  private boolean isWrong(ConfigProperties config, String signal, String what) {
    String own = COMMON + signal + "." + what;
    String key = config.getString(own) == null ? COMMON + what : own;
    return wrong.computeIfAbsent(key, unseen -> isSaidToBeWrong(config, key, what));
  }

  private boolean isSaidToBeWrong(ConfigProperties config, String key, String what) {
    String value = config.getString(key);
    if (value == null || value.isEmpty()) {
      return false;
    }
    ConfigurationProblem problem =
        switch (what) {
          case "endpoint" ->
              isAddress(value)
                  ? null
                  : problem(
                      key,
                      withoutUser(value),
                      "an address with http:// or https:// in front, such as"
                          + " http://localhost:4318");
          case "headers" ->
              isMap(config, key)
                  ? null
                  : problem(key, "(hidden)", "pairs such as name=value, with commas between them");
          default ->
              isReadable(value) ? null : problem(key, value, "a file that the server can read");
        };
    if (problem != null) {
      problems.accept(problem);
    }
    return problem != null;
  }

  private static ConfigurationProblem problem(String key, String value, String allowed) {
    return new ConfigurationProblem("OpenTelemetry", key, value, allowed + UNTIL_THEN);
  }

  /** An address may hold a user and a password, which are nobody's business. */
  public static String withoutUser(String address) {
    return address.replaceFirst("(//)?[^/@]*@", "$1");
  }

  static boolean isMap(ConfigProperties config, String key) {
    try {
      return config.getMap(key) != null;
    } catch (ConfigurationException e) {
      return false;
    }
  }

  private static boolean isReadable(String file) {
    try {
      return Files.isReadable(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
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
