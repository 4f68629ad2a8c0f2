package io.github.djlobservability.content;

import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.definition.GenAiKeys;
import io.github.djlobservability.telemetry.definition.GenAiMetric;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes generations as spans and metrics, by the semantic conventions. Thread-safe.
 *
 * <p>What a client or a model may write freely, such as the model's name in a request, goes on
 * spans alone, where it can't fill a backend with series.
 */
public final class GenerationTelemetry {
  private static final Set<String> KNOWN_REASONS =
      Set.of(
          "stop",
          "length",
          "eos_token",
          "stop_sequence",
          "tool_calls",
          "function_call",
          "content_filter",
          "error");

  /** The newest conventions have a whole number. */
  private static final AttributeKey<Long> TOP_K_NEWEST =
      AttributeKey.longKey(GenAiKeys.REQUEST_TOP_K.getKey());

  private final Instruments<GenAiMetric> instruments;
  private final AttributeSets<Series> series = new AttributeSets<>(Series::attributes);
  private final GenAiConventions conventions;
  private final AttributeSets<FinishSeries> finishSeries =
      new AttributeSets<>(FinishSeries::attributes);
  private final AttributeSets<CounterSeries> counterSeries =
      new AttributeSets<>(CounterSeries::attributes);
  private final AttributeSets<TokenSeries> tokenSeries =
      new AttributeSets<>(TokenSeries::attributes);

  /**
   * Writes with the instruments given.
   *
   * @param conventions which of the names that changed are used
   */
  public GenerationTelemetry(Instruments<GenAiMetric> instruments, GenAiConventions conventions) {
    this.instruments = instruments;
    this.conventions = conventions;
  }

  /** Returns the name of a span of a generation's own. */
  public static String spanName(ModelId model, Generation generation) {
    return operation(generation) + " " + model.name();
  }

  /**
   * Writes a generation on a span.
   *
   * @param arrivalNanos when its request arrived, as {@link System#nanoTime()}
   * @param privacy says how what client and model have written may leave
   */
  public void describe(
      Span span, ModelId model, Generation generation, long arrivalNanos, Privacy privacy) {
    if (!span.isRecording()) {
      return;
    }
    RequestParameters asked = generation.parameters();
    span.setAttribute(GenAiKeys.OPERATION_NAME, operation(generation));
    span.setAttribute(GenAiKeys.PROVIDER_NAME, GenAiKeys.PROVIDER);
    span.setAttribute(
        GenAiKeys.REQUEST_MODEL,
        asked.model() == null ? model.name() : privacy.text(asked.model()));
    if (generation.streamed() || Boolean.TRUE.equals(asked.stream())) {
      span.setAttribute(GenAiKeys.REQUEST_STREAM, true);
    }
    describe(span, asked);
    if (asked.adapter() != null) {
      span.setAttribute(GenAiKeys.ADAPTER, privacy.text(asked.adapter()));
    }
    if (generation.responseModel() != null) {
      span.setAttribute(GenAiKeys.RESPONSE_MODEL, privacy.text(generation.responseModel()));
    }
    if (!generation.finishReasons().isEmpty()) {
      span.setAttribute(
          GenAiKeys.RESPONSE_FINISH_REASONS,
          generation.finishReasons().stream().map(privacy::text).toList());
    }
    set(span, GenAiKeys.USAGE_INPUT_TOKENS, generation.inputTokens());
    set(span, GenAiKeys.USAGE_OUTPUT_TOKENS, generation.outputTokens());
    set(span, GenAiKeys.USAGE_CACHE_READ_TOKENS, generation.usage().cacheRead());
    Long cacheWrite = generation.usage().cacheWrite();
    set(span, GenAiKeys.USAGE_CACHE_WRITE_TOKENS, conventions.oldNames() ? cacheWrite : null);
    set(
        span,
        GenAiKeys.USAGE_CACHE_WRITE_TOKENS_NEWEST,
        conventions.newNames() ? cacheWrite : null);
    set(span, GenAiKeys.USAGE_REASONING_TOKENS, generation.usage().reasoning());
    if (generation.outputTokens() != null) {
      span.setAttribute(GenAiKeys.TOKENS_SOURCE, source(generation));
    }
    set(span, GenAiKeys.FIRST_TOKEN_TIME, generation.secondsToFirstToken(arrivalNanos));
    set(span, GenAiKeys.OUTPUT_TOKEN_TIME, generation.secondsPerOutputToken());
  }

  private void describe(Span span, RequestParameters asked) {
    setLong(span, GenAiKeys.REQUEST_MAX_TOKENS, asked.number(RequestParameters.MAX_TOKENS));
    set(span, GenAiKeys.REQUEST_TEMPERATURE, asked.number(RequestParameters.TEMPERATURE));
    set(span, GenAiKeys.REQUEST_TOP_P, asked.number(RequestParameters.TOP_P));
    Double topK = asked.number(RequestParameters.TOP_K);
    if (conventions.newNames()) {
      setLong(span, TOP_K_NEWEST, topK);
    } else {
      set(span, GenAiKeys.REQUEST_TOP_K, topK);
    }
    set(
        span,
        GenAiKeys.REQUEST_FREQUENCY_PENALTY,
        asked.number(RequestParameters.FREQUENCY_PENALTY));
    set(span, GenAiKeys.REQUEST_PRESENCE_PENALTY, asked.number(RequestParameters.PRESENCE_PENALTY));
    setLong(span, GenAiKeys.REQUEST_SEED, asked.number(RequestParameters.SEED));
    Double choices = asked.number(RequestParameters.CHOICES);
    if (choices != null && choices != 1) {
      span.setAttribute(GenAiKeys.REQUEST_CHOICE_COUNT, choices.longValue());
    }
  }

  /**
   * Measures a generation.
   *
   * @param arrivalNanos when its request arrived, as {@link System#nanoTime()}
   * @param endNanos when its response was over
   */
  public void record(
      ServedModel served,
      Generation generation,
      long arrivalNanos,
      long endNanos,
      Context context) {
    ModelId model = served.id();
    GenerationStatistics statistics = served.statistics().generations();
    statistics.generated(
        generation.error() != null, generation.inputTokens(), generation.outputTokens());
    String operation = operation(generation);
    instruments.recordNanos(
        GenAiMetric.REQUEST_DURATION,
        endNanos - arrivalNanos,
        series.get(new Series(model, operation, generation.error())),
        context);
    Attributes attributes = series.get(new Series(model, operation, null));
    recordTimes(generation, arrivalNanos, attributes, statistics, context);
    if (HttpKeys.CLIENT_DISCONNECTED.equals(generation.error())) {
      recordFirstToken(
          generation,
          arrivalNanos,
          series.get(new Series(model, operation, generation.error())),
          context);
    }
    recordRequest(generation, attributes, context);
    for (String reason : generation.finishReasons()) {
      FinishSeries finish = new FinishSeries(model, operation, known(reason));
      instruments.add(GenAiMetric.FINISHED, 1, finishSeries.get(finish), context);
    }
    recordTokens(model, generation, context);
  }

  private void recordTimes(
      Generation generation,
      long arrivalNanos,
      Attributes attributes,
      GenerationStatistics statistics,
      Context context) {
    if (generation.error() != null) {
      return;
    }
    Double first = recordFirstToken(generation, arrivalNanos, attributes, context);
    if (first != null) {
      statistics.firstToken(first);
    }
    Double each = generation.secondsPerOutputToken();
    if (each != null) {
      instruments.record(GenAiMetric.TIME_PER_OUTPUT_TOKEN, each, attributes, context);
      statistics.perOutputToken(each);
    }
    if (generation.streamed()) {
      for (long nanos : generation.times().gapNanos()) {
        instruments.recordNanos(GenAiMetric.INTER_TOKEN_LATENCY, nanos, attributes, context);
      }
    }
  }

  private @Nullable Double recordFirstToken(
      Generation generation, long arrivalNanos, Attributes attributes, Context context) {
    Double first = generation.secondsToFirstToken(arrivalNanos);
    if (first != null) {
      instruments.record(GenAiMetric.TIME_TO_FIRST_TOKEN, first, attributes, context);
    }
    return first;
  }

  private void recordRequest(Generation generation, Attributes attributes, Context context) {
    Double maxTokens = generation.parameters().number(RequestParameters.MAX_TOKENS);
    if (maxTokens != null) {
      instruments.record(GenAiMetric.MAX_TOKENS, maxTokens, attributes, context);
    }
    Double choices = generation.parameters().number(RequestParameters.CHOICES);
    if (choices != null) {
      instruments.record(GenAiMetric.CHOICES, choices, attributes, context);
    }
  }

  /** Text that a model writes freely must not fill a backend with series. */
  private static String known(String reason) {
    return KNOWN_REASONS.contains(reason) ? reason : "other";
  }

  private void recordTokens(ModelId model, Generation generation, Context context) {
    String operation = operation(generation);
    if (conventions.newNames()) {
      countTokens(model, generation, context);
    }
    if (!conventions.oldNames()) {
      return;
    }
    Long input = generation.inputTokens();
    if (input != null) {
      TokenSeries read = new TokenSeries(model, operation, GenAiKeys.INPUT, GenAiKeys.FROM_USAGE);
      instruments.record(GenAiMetric.TOKEN_USAGE, input, tokenSeries.get(read), context);
    }
    Long output = generation.outputTokens();
    if (output != null) {
      TokenSeries made = new TokenSeries(model, operation, GenAiKeys.OUTPUT, source(generation));
      instruments.record(GenAiMetric.TOKEN_USAGE, output, tokenSeries.get(made), context);
    }
  }

  private void countTokens(ModelId model, Generation generation, Context context) {
    String operation = operation(generation);
    Long input = generation.inputTokens();
    Attributes ended = series.get(new Series(model, operation, generation.error()));
    if (operation.equals(GenAiKeys.EMBEDDINGS)) {
      measure(
          GenAiMetric.EMBEDDINGS_INPUT_TOKENS,
          input,
          series.get(new Series(model, operation, null)),
          context);
      return;
    }
    Attributes attributes = counterSeries.get(new CounterSeries(model, operation, null));
    count(GenAiMetric.INPUT_TOKENS, input, attributes, context);
    measure(GenAiMetric.OPERATION_INPUT_TOKENS, input, ended, context);
    TokenUsage usage = generation.usage();
    count(GenAiMetric.CACHE_READ_TOKENS, usage.cacheRead(), attributes, context);
    count(GenAiMetric.CACHE_WRITE_TOKENS, usage.cacheWrite(), attributes, context);
    count(GenAiMetric.REASONING_TOKENS, usage.reasoning(), attributes, context);
    String source = source(generation);
    Long output = generation.outputTokens();
    count(
        GenAiMetric.OUTPUT_TOKENS,
        output,
        counterSeries.get(new CounterSeries(model, operation, source)),
        context);
    measure(
        GenAiMetric.OPERATION_OUTPUT_TOKENS,
        output,
        ended.toBuilder().put(GenAiKeys.TOKENS_SOURCE, source).build(),
        context);
  }

  private void measure(
      GenAiMetric metric, @Nullable Long tokens, Attributes attributes, Context context) {
    if (tokens != null) {
      instruments.record(metric, tokens, attributes, context);
    }
  }

  private void count(
      GenAiMetric metric, @Nullable Long tokens, Attributes attributes, Context context) {
    if (tokens != null) {
      instruments.add(metric, tokens, attributes, context);
    }
  }

  private static String operation(Generation generation) {
    return generation.operation();
  }

  private static String source(Generation generation) {
    return generation.counted() ? GenAiKeys.FROM_CHUNKS : GenAiKeys.FROM_USAGE;
  }

  private static <T> void set(Span span, AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }

  private static void setLong(Span span, AttributeKey<Long> key, @Nullable Double value) {
    if (value != null) {
      span.setAttribute(key, value.longValue());
    }
  }

  private static AttributesBuilder attributes(ModelId model, String operation) {
    return ModelAttributes.of(model)
        .put(GenAiKeys.OPERATION_NAME, operation)
        .put(GenAiKeys.PROVIDER_NAME, GenAiKeys.PROVIDER)
        .put(GenAiKeys.REQUEST_MODEL, model.name());
  }

  private record Series(ModelId model, String operation, @Nullable String error) {
    Attributes attributes() {
      AttributesBuilder attributes = GenerationTelemetry.attributes(model, operation);
      if (error != null) {
        attributes.put(HttpKeys.ERROR_TYPE, error);
      }
      return attributes.build();
    }
  }

  private record CounterSeries(ModelId model, String operation, @Nullable String source) {
    Attributes attributes() {
      AttributesBuilder attributes =
          GenerationTelemetry.attributes(model, operation)
              .put(GenAiKeys.TOKEN_MODALITY, GenAiKeys.UNKNOWN_MODALITY);
      if (source != null) {
        attributes.put(GenAiKeys.TOKENS_SOURCE, source);
      }
      return attributes.build();
    }
  }

  private record FinishSeries(ModelId model, String operation, String reason) {
    Attributes attributes() {
      return GenerationTelemetry.attributes(model, operation)
          .put(GenAiKeys.FINISH_REASON, reason)
          .build();
    }
  }

  private record TokenSeries(ModelId model, String operation, String type, String source) {
    Attributes attributes() {
      return GenerationTelemetry.attributes(model, operation)
          .put(GenAiKeys.TOKEN_TYPE, type)
          .put(GenAiKeys.TOKENS_SOURCE, source)
          .build();
    }
  }
}
