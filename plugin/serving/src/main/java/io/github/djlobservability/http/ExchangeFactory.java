package io.github.djlobservability.http;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.model.ModelResolver;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.worker.MemoryShare;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Begins the observation of requests. Thread-safe. */
final class ExchangeFactory {
  private static final String SYNCHRONOUS = "x-synchronous";
  private static final String STARTING_TOKEN = "x-starting-token";

  private final Telemetry telemetry;
  private final ExchangeMetrics metrics;
  private final ModelResolver models;
  private final RequestsInFlight inFlight;
  private final Observations observations;
  private final ContentReader reader;
  private final CompletedRequests completed;
  private final MemoryShare memory;
  private final DoctorAccess doctors;
  private final RequestIds ids;
  private final PathPatterns untraced;
  private final boolean pagesByInvocation;
  private final AgentRoute agentRoute;
  private final KnownFacts known;

  ExchangeFactory(
      Telemetry telemetry,
      ModelResolver models,
      RequestsInFlight inFlight,
      Observations observations,
      ContentReader reader,
      CompletedRequests completed,
      DoctorAccess doctors,
      RequestIds ids,
      PathPatterns untraced,
      boolean pagesByInvocation) {
    this.telemetry = telemetry;
    this.metrics = new ExchangeMetrics(telemetry);
    this.models = models;
    this.known = new KnownFacts(models);
    this.inFlight = inFlight;
    this.observations = observations;
    this.reader = reader;
    this.completed = completed;
    this.memory = telemetry.workers().memory().share("payloads", ExchangePayloads.MAX_HELD_BYTES);
    this.doctors = doctors;
    this.ids = ids;
    this.untraced = untraced;
    this.pagesByInvocation = pagesByInvocation;
    this.agentRoute = AgentRoute.find(telemetry.failures());
  }

  /** Returns whether an agent may end a request's span before our handler hears of the end. */
  boolean followsAgent() {
    return !telemetry.ownsSdk();
  }

  /**
   * Opens the request's span and writes it into the request's headers.
   *
   * @return null when the request's model isn't observed
   */
  @Nullable Exchange begin(Channel channel, FullHttpRequest request) {
    Timebase arrival = Timebase.now();
    if (pagesByInvocation) {
      PageInvocation.rewrite(request);
    }
    DoctorMark asked = DoctorMark.take(doctors, channel, request);
    RequestFacts facts = known.of(channel, request);
    ServedModel named = facts.route().inference() ? modelOf(facts.route(), request) : null;
    if (named != null && !named.mayBe(of -> of.settings().get(GeneralSetting.ENABLED))) {
      return null;
    }
    // The result of an earlier request is fetched: no model is asked.
    boolean fetches = has(STARTING_TOKEN, facts, request.headers());
    ServedModel model = fetches ? null : named;
    // Only an agent makes a span current here; then the request has one already.
    Span agents = Span.current();
    boolean ownsSpan = !agents.getSpanContext().isValid();
    Context context = ownsSpan ? startSpan(request, facts, model, arrival) : Context.current();
    Span span = Span.fromContext(context);
    boolean asynchronous = !fetches && isAsynchronous(facts, request.headers());
    RequestDetails details =
        span.isRecording() ? RequestDetails.of(facts, channel, request, asynchronous) : null;
    if (!ownsSpan) {
      agentRoute.tell(facts.route().template());
    }
    if (details != null && !ownsSpan) {
      // Not later: an agent's span ends as soon as the response is written.
      span.updateName(facts.spanName());
      details.describe(span, false, telemetry.privacy());
    }
    RequestInFlight pending = new RequestInFlight(context, arrival, asynchronous, model);
    DoctorMark doctor = asked == null ? null : seenByModelDoor(asked, span, model);
    if (doctor != null && doctor.leftOut()) {
      pending.leaveOut();
    }
    ExchangePayloads payloads =
        ExchangePayloads.begin(observations, memory, model, request, pending);
    Exchange exchange =
        new Exchange(
            metrics,
            inFlight,
            new Exchange.Asked(
                facts,
                ids.of(request),
                pending,
                model,
                ownsSpan,
                request.content().readableBytes(),
                ownsSpan ? details : null,
                payloads,
                asynchronous
                    ? null
                    : ExchangeContent.begin(reader, model, facts.route(), request, payloads),
                LoadFacts.begin(completed, model, request),
                doctor));
    if (span.getSpanContext().isValid()) {
      W3CTraceContextPropagator.getInstance()
          .inject(context, request.headers(), HeaderAccess.INSTANCE);
      if (facts.route().inference()) {
        inFlight.add(pending);
      }
    }
    return exchange;
  }

  /** The model door finds a request, and what is known of it, by its span. */
  private static DoctorMark seenByModelDoor(
      DoctorMark asked, Span span, @Nullable ServedModel model) {
    boolean lost =
        model != null && model.mayBe(ServedModel::translated) && !span.getSpanContext().isValid();
    return lost && asked.leftOut()
        ? DoctorMark.counted("without OpenTelemetry a request can't be followed to its model")
        : asked;
  }

  private Context startSpan(
      FullHttpRequest request, RequestFacts facts, @Nullable ServedModel model, Timebase arrival) {
    Context parent =
        telemetry
            .openTelemetry()
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), request.headers(), HeaderAccess.INSTANCE);
    if (untraced.matches(facts.path())) {
      return parent.with(Span.getInvalid());
    }
    Double ratio = model == null ? null : model.settings().find(RequestSetting.SAMPLING);
    SpanBuilder builder =
        telemetry
            .tracer()
            .spanBuilder(facts.spanName())
            .setSpanKind(SpanKind.SERVER)
            .setParent(Telemetry.withSamplingRatio(parent, ratio))
            .setStartTimestamp(arrival.epochNanos(), TimeUnit.NANOSECONDS);
    if (telemetry.samplesByAttributes()) {
      // What a sampler may want to know; the rest is added only to what is sampled.
      builder
          .setAttribute(HttpKeys.METHOD, facts.method())
          .setAttribute(HttpKeys.PATH, facts.path())
          .setAttribute(HttpKeys.SCHEME, facts.scheme());
    }
    return parent.with(builder.startSpan());
  }

  private @Nullable ServedModel modelOf(Route route, FullHttpRequest request) {
    if (route.model() != null && route.takesOldest()) {
      return models.resolveOldest(route.model());
    }
    if (route.model() != null) {
      return models.resolve(route.model(), route.version());
    }
    Map<String, List<String>> query = query(request.uri());
    return models.resolve(
        parameter(query, request.headers(), "model_name"),
        parameter(query, request.headers(), "model_version"));
  }

  /** A query that can't be decoded has no parameters: the server refuses it. */
  private static Map<String, List<String>> query(String uri) {
    if (uri.indexOf('?') < 0) {
      return Map.of();
    }
    try {
      return new QueryStringDecoder(uri).parameters();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /** The server looks for a parameter in the query first and in the headers then. */
  private static @Nullable String parameter(
      Map<String, List<String>> query, HttpHeaders headers, String name) {
    List<String> values = query.get(name);
    return values != null && !values.get(0).isEmpty() ? values.get(0) : headers.get(name);
  }

  private static boolean isAsynchronous(RequestFacts facts, HttpHeaders headers) {
    return has(SYNCHRONOUS, facts, headers) && !Boolean.parseBoolean(headers.get(SYNCHRONOUS));
  }

  /** Returns whether a request for an inference has a header that the server goes by. */
  private static boolean has(String header, RequestFacts facts, HttpHeaders headers) {
    return facts.route().inference() && !facts.route().isByKserve() && headers.contains(header);
  }
}
