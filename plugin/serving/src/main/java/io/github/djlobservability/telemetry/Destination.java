package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.standard.OtlpEndpoints;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words where an SDK of our own sends to. Not thread-safe. */
final class Destination {
  private static final String OF_HOST = "to where the host's OpenTelemetry sends it";

  private static final String NOT_STARTED = "sent nowhere, since OpenTelemetry could not start";
  private static final String NOWHERE = "sent nowhere; OTEL_EXPORTER_OTLP_ENDPOINT says where to";
  private static final String BY_FILE = "to where the declarative configuration says";

  private String words = BY_FILE;

  /** Says where an OpenTelemetry sends that is none of ours; without one it is a no-op. */
  static String ofOther(OpenTelemetry other) {
    return other == OpenTelemetry.noop() ? NOT_STARTED : OF_HOST;
  }

  /** Reads the settings that are in force. */
  Map<String, String> read(ConfigProperties config) {
    Map<String, List<String>> signals = new LinkedHashMap<>();
    for (String signal : OtlpEndpoints.SIGNALS) {
      for (String exporter : config.getList("otel." + signal + ".exporter", List.of("otlp"))) {
        if (!exporter.equals("none")) {
          signals
              .computeIfAbsent(place(config, signal, exporter), p -> new ArrayList<>())
              .add(signal);
        }
      }
    }
    List<String> all = new ArrayList<>();
    signals.forEach((place, those) -> all.add(String.join(", ", those) + " " + place));
    words = all.isEmpty() ? NOWHERE : String.join("; ", all);
    return Map.of();
  }

  private static String place(ConfigProperties config, String signal, String exporter) {
    if (exporter.equals("prometheus")) {
      return "at port " + config.getInt("otel.exporter.prometheus.port", 9464);
    }
    if (!exporter.equals("otlp")) {
      return "to " + exporter;
    }
    String own = config.getString("otel.exporter.otlp." + signal + ".endpoint");
    String common = config.getString("otel.exporter.otlp.endpoint", "localhost");
    return "to " + OtlpEndpoints.withoutUser(own == null ? common : own);
  }

  String words() {
    return words;
  }
}
