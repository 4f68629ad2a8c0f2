package io.github.djlobservability.http;

import io.github.djlobservability.content.Findings;
import io.github.djlobservability.content.GenAiConventions;
import io.github.djlobservability.content.Generation;
import io.github.djlobservability.content.GenerationTelemetry;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.GenAiMetric;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.HttpMetric;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import io.github.djlobservability.telemetry.series.RequestSeries;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Measures exchanges. Thread-safe. */
final class ExchangeMetrics {
  private final Instruments<HttpMetric> http;
  private final Instruments<ModelMetric> models;

  /** Requests under way, by scheme and by method; there are two schemes and few methods. */
  private final Map<String, Map<String, ActiveRequests>> active = new ConcurrentHashMap<>();

  private final GenerationTelemetry generations;
  private final Tracer tracer;
  private final Executor writer;
  private final Failures failures;
  private final Privacy privacy;
  private final boolean samplesByAttributes;
  private final RequestSeries requests = new RequestSeries();
  private final AttributeSets<ModelSeries> modelSeries =
      new AttributeSets<>(ModelSeries::attributes);

  ExchangeMetrics(Telemetry telemetry) {
    samplesByAttributes = telemetry.samplesByAttributes();
    tracer = telemetry.tracer();
    writer = telemetry.writer();
    failures = telemetry.failures();
    privacy = telemetry.privacy();
    http = telemetry.instruments(HttpMetric.class);
    models = telemetry.instruments(ModelMetric.class);
    generations =
        new GenerationTelemetry(
            telemetry.instruments(GenAiMetric.class), GenAiConventions.of(System.getenv()));
    http.observe(
        to ->
            active.values().stream()
                .flatMap(methods -> methods.values().stream())
                .forEach(
                    one ->
                        to.record(
                            HttpMetric.ACTIVE_REQUESTS, one.count().sum(), one.attributes())));
  }

  /** Returns what says how what clients have written may leave. */
  Privacy privacy() {
    return privacy;
  }

  /** Returns whether our spans begin with what a sampler may want to know. */
  boolean samplesByAttributes() {
    return samplesByAttributes;
  }

  void started(RequestFacts facts) {
    active(facts).increment();
  }

  void ended(RequestFacts facts) {
    active(facts).decrement();
  }

  /**
   * Has written down, now or later, what is left of an exchange that is over; it throws nothing.
   */
  void writeDown(Runnable rest) {
    writer.execute(rest);
  }

  /** Takes note of a failure of our own. */
  void failed(Throwable failure) {
    failures.caught("http", failure);
  }

  /**
   * Measures an exchange as HTTP.
   *
   * @param ofModel whether a model that is served was asked
   * @param status 0 when no response was begun
   * @param error null when there was none
   */
  void measure(
      RequestFacts facts,
      boolean ofModel,
      int status,
      @Nullable String error,
      Measured measured,
      Context context) {
    Attributes attributes =
        requests.of(
            new RequestSeries.Sort(
                ofModel,
                facts.method(),
                facts.scheme(),
                facts.protocolVersion(),
                facts.route().template(),
                status,
                error));
    http.recordNanos(HttpMetric.REQUEST_DURATION, measured.durationNanos(), attributes, context);
    http.record(HttpMetric.REQUEST_SIZE, measured.requestBytes(), attributes, context);
    http.record(HttpMetric.RESPONSE_SIZE, measured.responseBytes(), attributes, context);
  }

  /**
   * Measures an exchange as a request for a model.
   *
   * @param error null when there was none
   */
  void measure(
      ModelId model, long nanos, @Nullable String error, Outcome outcome, Context context) {
    models.recordNanos(
        ModelMetric.REQUEST_DURATION,
        nanos,
        modelSeries.get(new ModelSeries(model, error, outcome)),
        context);
  }

  /** The server refused a request because the model's queue was full. */
  void rejected(ModelId model, Context context) {
    models.add(ModelMetric.REJECTED_REQUESTS, 1, modelSeries.get(ModelSeries.of(model)), context);
  }

  void firstByte(ModelId model, long nanos, Context context) {
    models.recordNanos(
        ModelMetric.TIME_TO_FIRST_BYTE, nanos, modelSeries.get(ModelSeries.of(model)), context);
  }

  /** Starts a span of its own below a request's, at its arrival. */
  Span startSpan(String name, RequestInFlight request) {
    return tracer
        .spanBuilder(name)
        .setParent(request.context())
        .setStartTimestamp(request.arrival().epochNanos(), TimeUnit.NANOSECONDS)
        .startSpan();
  }

  /** Writes a generation on a span. */
  void describe(Span span, ModelId model, Generation generation, RequestInFlight request) {
    generations.describe(span, model, generation, request.arrival().nanoTime(), privacy);
  }

  void generated(ServedModel model, Generation generation, RequestInFlight request, long endNanos) {
    generations.record(
        model, generation, request.arrival().nanoTime(), endNanos, request.context());
  }

  /** Measures the rows of a request that got its response. */
  void items(
      ServedModel model, long items, Findings findings, RequestInFlight request, long endNanos) {
    Attributes attributes = modelSeries.get(ModelSeries.of(model.id()));
    double seconds = (endNanos - request.arrival().nanoTime()) / 1e9;
    models.record(ModelMetric.REQUEST_ITEMS, items, attributes, request.context());
    models.record(ModelMetric.ITEM_DURATION, seconds / items, attributes, request.context());
    if (findings.items() > 0) {
      // Only of a model that no translator of ours sees: the model door counts the others'.
      models.add(ModelMetric.ITEMS, items, attributes, request.context());
      model.statistics().items(items);
    }
    if (findings.failedItems() > 0) {
      models.add(ModelMetric.FAILED_ITEMS, findings.failedItems(), attributes, request.context());
    }
  }

  private LongAdder active(RequestFacts facts) {
    Map<String, ActiveRequests> methods = active.get(facts.scheme());
    ActiveRequests known = methods == null ? null : methods.get(facts.method());
    return (known == null ? firstOf(facts) : known).count();
  }

  private ActiveRequests firstOf(RequestFacts facts) {
    return active
        .computeIfAbsent(facts.scheme(), scheme -> new ConcurrentHashMap<>())
        .computeIfAbsent(facts.method(), method -> ActiveRequests.of(method, facts.scheme()));
  }

  /** The figures of one exchange as HTTP. */
  record Measured(long durationNanos, long requestBytes, long responseBytes) {}

  private record ActiveRequests(Attributes attributes, LongAdder count) {
    static ActiveRequests of(String method, String scheme) {
      return new ActiveRequests(
          Attributes.of(HttpKeys.METHOD, method, HttpKeys.SCHEME, scheme), new LongAdder());
    }
  }

  private record ModelSeries(ModelId model, @Nullable String error, Outcome outcome) {
    static ModelSeries of(ModelId model) {
      return new ModelSeries(model, null, Outcome.SUCCEEDED);
    }

    Attributes attributes() {
      AttributesBuilder attributes = ModelAttributes.of(model);
      if (error != null) {
        attributes.put(HttpKeys.ERROR_TYPE, error);
      }
      if (outcome != Outcome.SUCCEEDED) {
        attributes.put(ModelKeys.FAILURE_REASON, outcome.label());
      }
      return attributes.build();
    }
  }
}
