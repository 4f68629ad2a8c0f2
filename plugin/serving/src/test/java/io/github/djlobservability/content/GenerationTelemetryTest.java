package io.github.djlobservability.content;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.GenAiKeys;
import io.github.djlobservability.telemetry.definition.GenAiMetric;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The names that changed in the conventions. */
class GenerationTelemetryTest {
  private static final String RESPONSE =
      """
      {"object": "chat.completion", "choices": [{"message": {"content": "a"}, "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 100, "completion_tokens": 20, "cache_creation_input_tokens": 30,
        "prompt_tokens_details": {"cached_tokens": 40},
        "completion_tokens_details": {"reasoning_tokens": 5}}}
      """;

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final ServedModel model =
      new ServedModels(System::nanoTime).add(new ModelId("m", null), Settings.DEFAULTS, false);

  @Test
  void theDefaultsAreTheOlderOnes() {
    write(new GenAiConventions(true, false));

    assertThat(usageAttributes())
        .contains("gen_ai.usage.cache_creation.input_tokens")
        .doesNotContain("gen_ai.usage.cache_write.input_tokens");
    assertThat(counters()).isEmpty();
    assertThat(metricNames()).contains("gen_ai.client.token.usage");
  }

  @Test
  void theNewestAreAskedFor() {
    write(new GenAiConventions(false, true));

    assertThat(usageAttributes())
        .containsExactly(
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.usage.cache_write.input_tokens",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.reasoning.output_tokens");
    assertThat(counters())
        .isEqualTo(
            Map.of(
                "gen_ai.client.inference.usage.input_tokens", 100L,
                "gen_ai.client.inference.usage.output_tokens", 20L,
                "gen_ai.client.inference.usage.cache_read.input_tokens", 40L,
                "gen_ai.client.inference.usage.cache_write.input_tokens", 30L,
                "gen_ai.client.inference.usage.reasoning.output_tokens", 5L));
    assertThat(metricNames())
        .contains(
            "gen_ai.client.inference.operation.input_tokens",
            "gen_ai.client.inference.operation.output_tokens")
        .doesNotContain("gen_ai.client.token.usage");
  }

  @Test
  void theNewestWantTheModalityAndAWholeTopK() {
    write(new GenAiConventions(false, true));

    assertThat(OTEL.getMetrics())
        .filteredOn(metric -> metric.getName().startsWith("gen_ai.client.inference.usage."))
        .hasSize(5)
        .allSatisfy(
            metric ->
                assertThat(metric.getLongSumData().getPoints())
                    .allMatch(
                        point ->
                            "unknown".equals(point.getAttributes().get(GenAiKeys.TOKEN_MODALITY))));
    assertThat(OTEL.getSpans().get(0).getAttributes().get(longKey("gen_ai.request.top_k")))
        .isEqualTo(5);
  }

  @Test
  void theNewestHaveAMetricOfTheirOwnForEmbeddings() {
    String response =
        """
        {"object": "list", "data": [{"object": "embedding", "embedding": [0.1]}],
         "usage": {"prompt_tokens": 3, "total_tokens": 3}}
        """;
    write(new GenAiConventions(false, true), response);

    assertThat(metricNames())
        .contains("gen_ai.client.embeddings.operation.input_tokens")
        .noneMatch(name -> name.startsWith("gen_ai.client.inference."));
  }

  @Test
  void bothMayBeHad() {
    write(new GenAiConventions(true, true));

    assertThat(usageAttributes())
        .contains(
            "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens");
    assertThat(counters()).hasSize(5);
    assertThat(metricNames()).contains("gen_ai.client.token.usage");
  }

  private void write(GenAiConventions conventions) {
    write(conventions, RESPONSE);
  }

  private void write(GenAiConventions conventions, String response) {
    Telemetry telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test");
    GenerationTelemetry generations =
        new GenerationTelemetry(telemetry.instruments(GenAiMetric.class), conventions);
    Generation generation =
        requireNonNull(WholeResponseTest.read(true, "{\"top_k\": 5}", response).generation());
    Span span = telemetry.tracer().spanBuilder("chat m").startSpan();
    generations.describe(span, model.id(), generation, 0, Privacy.ofProcess(ValuePolicy.DEFAULTS));
    span.end();
    generations.record(model, generation, 0, 1, Context.root());
  }

  private static Set<String> usageAttributes() {
    assertThat(OTEL.getSpans()).hasSize(1);
    return OTEL.getSpans().get(0).getAttributes().asMap().keySet().stream()
        .map(key -> key.getKey())
        .filter(key -> key.startsWith("gen_ai.usage."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> metricNames() {
    return OTEL.getMetrics().stream()
        .map(MetricData::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Long> counters() {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricData metric : OTEL.getMetrics()) {
      if (metric.getName().startsWith("gen_ai.client.inference.usage.")) {
        metric
            .getLongSumData()
            .getPoints()
            .forEach(p -> counts.put(metric.getName(), p.getValue()));
      }
    }
    return counts;
  }
}
