package io.github.djlobservability.suite.demo;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.server.ServerProcess;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the person who started the demo where to look. */
final class Guide {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private Guide() {}

  /**
   * Returns the text of the guide.
   *
   * @param environment of the server
   */
  static String text(ServerProcess server, DemoOptions options, Map<String, String> environment) {
    return """

        Three models are served at %1$s, with the plugin in the server's plugin folder.

          What the plugin sees:  curl %1$s/observability
          How a model drifts:    curl %1$s/observability/models/employment/drift
          Ask a model yourself:  curl -H 'Content-Type: application/json' %1$s/predictions/text_embedding -d '{"inputs": "A sentence."}'
                                 curl -H 'Content-Type: audio/wav' %1$s/predictions/speech --data-binary @%7$s
          Traces and metrics:    %2$s
          The server's log:      %3$s

        Sending %4$s requests/s: census rows to `employment`, calls to `speech`, now and then a sentence to `text_embedding`.
        %5$s
        %8$s
        %6$s
        """
        .formatted(
            server.uri(),
            export(environment),
            server.log(),
            number(options.requestsPerSecond()),
            shift(options),
            end(options),
            BuiltFiles.speechTraffic().resolveSibling("speech-traffic/001.wav"),
            microphone(options));
  }

  private static String microphone(DemoOptions options) {
    long calls = options.microphoneAfterCalls();
    return calls == 0
        ? "The callers keep their microphones. What was said is known 20 s later."
        : "After %d calls the callers take a telephone, after %d they stand in a street. What was said is known 20 s later."
            .formatted(calls, 2 * calls);
  }

  private static String shift(DemoOptions options) {
    return options.shiftAfterRows() == 0
        ? "The people stay as they are in the census."
        : "After " + options.shiftAfterRows() + " rows everyone is twelve years older.";
  }

  private static String export(Map<String, String> environment) {
    if (environment.containsKey("OTEL_CONFIG_FILE")) {
      return "as " + environment.get("OTEL_CONFIG_FILE") + " says";
    }
    Optional<String> endpoint =
        Stream.of(
                ENDPOINT,
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
            .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
            .findFirst();
    return endpoint
        .map(
            url ->
                "sent to "
                    + url
                    + " ("
                    + environment.getOrDefault("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                    + ")")
        .orElse("not sent; for that, start with " + ENDPOINT + "=http://localhost:4318");
  }

  private static String end(DemoOptions options) {
    return options.duration() == null
        ? "Ctrl-C stops it."
        : "It stops by itself after " + options.duration().toSeconds() + " s.";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
