package io.github.djlobservability.content;

import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.ContentInstruments;
import io.github.djlobservability.telemetry.GenAi;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Writes generations as spans and metrics, by the semantic conventions. Thread-safe.
 *
 * <p>What a client or a model may write freely, such as the model's name in a request, goes on
 * spans alone, where it can't fill a backend with series.
 */
public final class GenerationTelemetry {
  private final ContentInstruments instruments;
  private final AttributeSets<Series> series = new AttributeSets<>(Series::attributes);
  private final AttributeSets<TokenSeries> tokenSeries =
      new AttributeSets<>(TokenSeries::attributes);

  public GenerationTelemetry(ContentInstruments instruments) {
    this.instruments = instruments;
  }

  /** Returns the name of a span of a generation's own. */
  public static String spanName(ModelId model, Generation generation) {
    return operation(generation) + " " + model.name();
  }

  /**
   * Writes a generation on a span.
   *
   * @param arrivalNanos when its request arrived, as {@link System#nanoTime()}
   */
  public static void describe(Span span, ModelId model, Generation generation, long arrivalNanos) {
    if (!span.isRecording()) {
      return;
    }
    RequestParameters asked = generation.parameters();
    span.setAttribute(GenAi.OPERATION_NAME, operation(generation));
    span.setAttribute(GenAi.PROVIDER_NAME, GenAi.PROVIDER);
    span.setAttribute(GenAi.REQUEST_MODEL, asked.model() == null ? model.name() : asked.model());
    if (generation.streamed() || Boolean.TRUE.equals(asked.stream())) {
      span.setAttribute(GenAi.REQUEST_STREAM, true);
    }
    describe(span, asked);
    set(span, GenAi.RESPONSE_MODEL, generation.responseModel());
    if (!generation.finishReasons().isEmpty()) {
      span.setAttribute(GenAi.RESPONSE_FINISH_REASONS, generation.finishReasons());
    }
    set(span, GenAi.USAGE_INPUT_TOKENS, generation.inputTokens());
    set(span, GenAi.USAGE_OUTPUT_TOKENS, generation.outputTokens());
    if (generation.outputTokens() != null) {
      span.setAttribute(Catalogue.TOKENS_SOURCE, source(generation));
    }
    set(span, Catalogue.FIRST_TOKEN_TIME, generation.secondsToFirstToken(arrivalNanos));
    set(span, Catalogue.OUTPUT_TOKEN_TIME, generation.secondsPerOutputToken());
  }

  private static void describe(Span span, RequestParameters asked) {
    setLong(span, GenAi.REQUEST_MAX_TOKENS, asked.number(RequestParameters.MAX_TOKENS));
    set(span, GenAi.REQUEST_TEMPERATURE, asked.number(RequestParameters.TEMPERATURE));
    set(span, GenAi.REQUEST_TOP_P, asked.number(RequestParameters.TOP_P));
    set(span, GenAi.REQUEST_TOP_K, asked.number(RequestParameters.TOP_K));
    set(span, GenAi.REQUEST_FREQUENCY_PENALTY, asked.number(RequestParameters.FREQUENCY_PENALTY));
    set(span, GenAi.REQUEST_PRESENCE_PENALTY, asked.number(RequestParameters.PRESENCE_PENALTY));
    setLong(span, GenAi.REQUEST_SEED, asked.number(RequestParameters.SEED));
    setLong(span, GenAi.REQUEST_CHOICE_COUNT, asked.number(RequestParameters.CHOICES));
  }

  /**
   * Measures a generation.
   *
   * @param arrivalNanos when its request arrived, as {@link System#nanoTime()}
   * @param endNanos when its answer was over
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
    instruments.generated(
        (endNanos - arrivalNanos) / 1e9,
        series.get(new Series(model, operation, generation.error())),
        context);
    if (generation.error() == null) {
      Attributes attributes = series.get(new Series(model, operation, null));
      Double first = generation.secondsToFirstToken(arrivalNanos);
      if (first != null) {
        instruments.firstToken(first, attributes, context);
        statistics.firstToken(first);
      }
      Double each = generation.secondsPerOutputToken();
      if (each != null) {
        instruments.perOutputToken(each, attributes, context);
        statistics.perOutputToken(each);
      }
    }
    recordTokens(model, generation, context);
  }

  private void recordTokens(ModelId model, Generation generation, Context context) {
    String operation = operation(generation);
    Long input = generation.inputTokens();
    if (input != null) {
      TokenSeries read = new TokenSeries(model, operation, GenAi.INPUT, Catalogue.FROM_USAGE);
      instruments.tokens(input, tokenSeries.get(read), context);
    }
    Long output = generation.outputTokens();
    if (output != null) {
      TokenSeries made = new TokenSeries(model, operation, GenAi.OUTPUT, source(generation));
      instruments.tokens(output, tokenSeries.get(made), context);
    }
  }

  private static String operation(Generation generation) {
    return generation.chat() ? GenAi.CHAT : GenAi.TEXT_COMPLETION;
  }

  private static String source(Generation generation) {
    return generation.counted() ? Catalogue.FROM_CHUNKS : Catalogue.FROM_USAGE;
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
        .put(GenAi.OPERATION_NAME, operation)
        .put(GenAi.PROVIDER_NAME, GenAi.PROVIDER)
        .put(GenAi.REQUEST_MODEL, model.name());
  }

  private record Series(ModelId model, String operation, @Nullable String error) {
    Attributes attributes() {
      AttributesBuilder attributes = GenerationTelemetry.attributes(model, operation);
      if (error != null) {
        attributes.put(Catalogue.ERROR_TYPE, error);
      }
      return attributes.build();
    }
  }

  private record TokenSeries(ModelId model, String operation, String type, String source) {
    Attributes attributes() {
      return GenerationTelemetry.attributes(model, operation)
          .put(GenAi.TOKEN_TYPE, type)
          .put(Catalogue.TOKENS_SOURCE, source)
          .build();
    }
  }
}
