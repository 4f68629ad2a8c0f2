package io.github.djlobservability.http;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.satisfies;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.djlobservability.access.Decision;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.LatencyObjective;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.model.FailedCall;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ObjectiveCounts;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.WorkTotals;
import io.github.djlobservability.observation.CollectedObservations;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.GenAiKeys;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.worker.MemoryBudget;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored") // an embedded channel writes at once
class HttpDoorHandlerTest {
  private static final String REFUSAL =
      """
      {"code": 429, "type": "WlmCapacityException",
       "message": "Worker queue capacity exceeded for model: m"}
      """;

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private final RequestsInFlight inFlight = new RequestsInFlight();
  private final CollectedObservations offered = new CollectedObservations();
  private final CollectedAnswers answered = new CollectedAnswers();
  private final ServedModels models = new ServedModels(System::nanoTime);
  private final ServedModel model = models.add(new ModelId("m", null), Settings.DEFAULTS, true);
  private final List<FullHttpRequest> received = new ArrayList<>();
  private final OpenChannels open = new OpenChannels();
  private Telemetry telemetry;
  private ContentReader reader;
  private EmbeddedChannel channel;

  @BeforeEach
  void openChannel() {
    openChannel(Runnable::run);
  }

  private void openChannel(Executor writer) {
    // Not before: the extension forgets instruments that were made earlier.
    telemetry = Telemetry.using(OTEL.getOpenTelemetry(), "test", MemoryBudget.ofHeap(), writer);
    reader = new ContentReader(telemetry);
    ExchangeFactory exchanges =
        new ExchangeFactory(
            telemetry,
            (name, version) -> name == null ? null : models.asked(name, version),
            inFlight,
            offered,
            reader,
            answered,
            (on, request, authorization) -> decision(authorization),
            new RequestIds("x-request-id"),
            new PathPatterns(List.of("/health*")),
            false);
    channel = new EmbeddedChannel(new HttpDoorHandler(exchanges, telemetry.failures(), open, true));
  }

  @AfterEach
  void nothingIsLeft() {
    channel.finishAndReleaseAll();
    reader.readWaiting();
    assertThat(received).as("one owner, one release").allMatch(request -> request.refCnt() == 0);
    assertThat(inFlight.size()).isZero();
    assertThat(telemetry.failures().count()).isZero();
    assertThat(OTEL.getSpans())
        .as("no attribute is set twice: it would count as dropped")
        .allSatisfy(
            span ->
                assertThat(span.getTotalAttributeCount()).isEqualTo(span.getAttributes().size()));
  }

  @Test
  void aRequestIsASpanAndCarriesItOn() {
    FullHttpRequest seen = receive(identified(post("/predictions/m?x=1", "abc")));
    assertThat(seen).isInstanceOf(ObservedRequest.class);
    String traceparent = seen.headers().get("traceparent");
    assertThat(inFlight.find(traceparent)).isNotNull();
    answer(200, "hello");

    SpanData span = onlySpan();
    assertThat(span)
        .hasName("POST /predictions/{model}")
        .hasKind(SpanKind.SERVER)
        .hasNoParent()
        .hasStatus(StatusData.unset())
        .hasAttributesSatisfying(
            equalTo(HttpKeys.METHOD, "POST"),
            equalTo(HttpKeys.ROUTE, "/predictions/{model}"),
            equalTo(HttpKeys.PATH, "/predictions/m"),
            equalTo(HttpKeys.SCHEME, "http"),
            equalTo(HttpKeys.STATUS_CODE, 200L),
            equalTo(HttpKeys.REQUEST_BODY_SIZE, 3L),
            equalTo(HttpKeys.RESPONSE_BODY_SIZE, 5L),
            equalTo(ModelKeys.REQUEST_ID, "id-1"),
            equalTo(ModelKeys.NAME, "m"));
    assertThat(traceparent).startsWith("00-" + span.getTraceId() + "-" + span.getSpanId());
    assertThat(model.statistics().summary().requests()).isEqualTo(1);
    assertThat(model.statistics().summary().requestErrors()).isZero();
  }

  @Test
  void aPageWaitsForWhatIsOwedBeforeAndWhatComesBehindWaitsForIt() {
    List<String> made = new ArrayList<>();
    receive(post("/predictions/m", "first"));
    receive(post("/observability", "page"));
    door().inTurn(requireNonNull(door().context()), () -> made.add("page"));
    assertThat(channel.config().isAutoRead()).isFalse();
    channel.writeInbound(post("/predictions/m", "second"));
    channel.writeInbound(post("/observability", "page"));
    assertThat(received).as("what went on").hasSize(2);
    assertThat(made).as("its turn comes after the first response").isEmpty();

    answer(200, "to the first");
    assertThat(made).containsExactly("page");
    assertThat((FullHttpRequest) channel.readInbound()).isNull();
    answer(200, "the page");
    channel.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(uriOfNext()).isEqualTo("/predictions/m");
    assertThat(uriOfNext()).isEqualTo("/observability");
    answer(200, "to the second");
    answer(200, "to the last");
    assertThat(spans()).hasSize(4);
  }

  @Test
  void whatWaitsForAPageIsLetGoWithTheChannel() {
    receive(post("/predictions/m", "first"));
    receive(post("/observability", "page"));
    List<String> made = new ArrayList<>();
    door().inTurn(requireNonNull(door().context()), () -> made.add("page"));
    FullHttpRequest behind = post("/predictions/m", "second");
    channel.writeInbound(behind);
    channel.close();
    assertThat(behind.refCnt()).isZero();
    assertThat(made).as("its request is let go").containsExactly("page");
  }

  private HttpDoorHandler door() {
    return channel.pipeline().get(HttpDoorHandler.class);
  }

  private String uriOfNext() {
    FullHttpRequest next = channel.readInbound();
    received.add(next);
    String uri = next.uri();
    next.release();
    return uri;
  }

  @Test
  void whatIsWrittenDownLaterIsWhatWasSoWhenTheAnswerWasSent() throws InterruptedException {
    List<Runnable> pieces = new ArrayList<>();
    openChannel(pieces::add);
    receive(identified(post("/predictions/m", "abc")));
    assertThat(active()).isEqualTo(1);
    answer(200, "hello");
    receive(json("/v1/chat/completions?model_name=m", "{\"max_tokens\": 3}"));
    channel.pipeline().fireChannelInactive();
    long answeredBefore = System.currentTimeMillis();

    assertThat(active()).isZero();
    assertThat(inFlight.size()).isZero();
    assertThat(model.statistics().work().totals().inFlight()).isZero();
    assertThat(received).as("released at once").allMatch(request -> request.refCnt() == 0);
    assertThat(spans()).isEmpty();
    assertThat(pieces).hasSize(2);
    Thread writer = new Thread(() -> pieces.forEach(Runnable::run));
    writer.start();
    writer.join();

    assertThat(spans()).hasSize(2);
    assertThat(spans().get(0))
        .hasAttributesSatisfying(
            equalTo(HttpKeys.RESPONSE_BODY_SIZE, 5L),
            equalTo(ModelKeys.REQUEST_ID, "id-1"),
            equalTo(ModelKeys.NAME, "m"));
    assertThat(spans().get(1))
        .hasAttributesSatisfying(
            equalTo(HttpKeys.ERROR_TYPE, HttpKeys.CLIENT_DISCONNECTED),
            equalTo(GenAiKeys.REQUEST_MAX_TOKENS, 3L));
    assertThat(spans())
        .allSatisfy(
            span ->
                assertThat(TimeUnit.NANOSECONDS.toMillis(span.getEndEpochNanos()))
                    .isLessThanOrEqualTo(answeredBefore));
    assertThat(model.statistics().summary().requests()).isEqualTo(2);
    assertThat(points("http.server.request.duration")).isEqualTo(2);
  }

  @Test
  void aRefusalForAFullQueueIsCountedWhateverItsStatus() {
    Settings withObjective = Settings.DEFAULTS.with(LoadSetting.SLO_AVAILABILITY, 0.99);
    models.add(model.id(), withObjective, true);
    for (int status : new int[] {503, 429}) {
      receive(post("/predictions/m", ""));
      assertThat(model.statistics().work().totals().inFlight()).isEqualTo(1);
      answer(status, REFUSAL);
    }
    receive(post("/predictions/m", ""));
    answer(503, "All model workers has been shutdown: m");
    receive(post("/predictions/m", ""));
    answer(200, REFUSAL);

    assertThat(model.statistics().work().totals().rejected()).isEqualTo(2);
    assertThat(model.statistics().work().totals().arrived()).isEqualTo(4);
    assertThat(model.statistics().work().totals().inFlight()).isZero();
    // The shutdown counts as a failure as well; 200 is an answer.
    assertThat(model.statistics().objectives().totals())
        .isEqualTo(new ObjectiveCounts.Totals(4, 3, 1, 0));
    assertThat(OTEL.getMetrics())
        .filteredOn(metric -> metric.getName().equals("djl.serving.request.rejected"))
        .singleElement()
        .satisfies(
            metric ->
                assertThat(metric.getLongSumData().getPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(point.getValue()).isEqualTo(2)));
  }

  @Test
  void theSameRefusalOfAModelWithoutWorkersIsTheModelsFailure() {
    model.statistics().work().ready(false);
    receive(post("/predictions/m", ""));
    answer(503, REFUSAL);

    assertThat(model.statistics().work().totals().rejected()).isZero();
    assertThat(onlySpan().getAttributes().get(ModelKeys.FAILURE_REASON)).isEqualTo("backend");
  }

  @Test
  void aModelWhoseWorkerTookARequestHasOneWhateverTheLastLookSaid() {
    model.statistics().work().ready(false);
    model.statistics().work().taken(1);
    receive(post("/predictions/m", ""));
    answer(503, REFUSAL);

    assertThat(onlySpan().getAttributes().get(ModelKeys.FAILURE_REASON)).isEqualTo("rejected");
  }

  @Test
  void aModelThatTheServerNoLongerHasIsNotAsked() {
    receive(post("/predictions/m", ""));
    answer(
        404,
        """
        {"code": 404, "type": "ModelNotFoundException",
         "message": "Model or workflow not found: m"}
        """);
    receive(post("/predictions/m", ""));
    answer(404, "no such passenger");

    assertThat(model.statistics().summary().requests()).isEqualTo(1);
    assertThat(model.statistics().work().totals().inFlight()).isZero();
    assertThat(spans())
        .extracting(span -> span.getAttributes().get(ModelKeys.FAILURE_REASON))
        .containsExactly(null, "client");
  }

  /** KServe's plugin makes 400 of the 424 of a Python model that failed. */
  @Test
  void aFailureThatKserveHidesIsTheModels() {
    models.add(model.id(), Settings.DEFAULTS, false);
    String written = "{\n  \"model_name\": \"m\"\n}\n";
    model.statistics().failedUnseen(new FailedCall(SpanContext.getInvalid(), System.nanoTime()));
    receive(post("/v2/models/m/infer", ""));
    answer(400, written);
    receive(post("/v2/models/m/infer", ""));
    model.statistics().failedUnseen(new FailedCall(SpanContext.getInvalid(), System.nanoTime()));
    answer(400, written);
    receive(post("/v2/models/m/infer", ""));
    model.statistics().failedUnseen(new FailedCall(SpanContext.getInvalid(), System.nanoTime()));
    answer(400, "{\"error\": \"no tensor\", \"model_name\": \"m\"}");

    assertThat(spans())
        .extracting(span -> span.getAttributes().get(ModelKeys.FAILURE_REASON))
        .containsExactly("client", "backend", "client");
  }

  /** Its plugin takes no notice of headers. */
  @Test
  void kserveKnowsNoRequestThatIsAnsweredBeforeItsModelHasRun() {
    models.add(model.id(), Settings.DEFAULTS, false);
    for (String header : new String[] {"x-synchronous", "x-starting-token"}) {
      FullHttpRequest request = json("/v2/models/m/infer", "{\"inputs\": []}");
      request.headers().set(header, "false");
      receive(request);
      answer(200, "{\"outputs\": []}", "content-type", "application/json");
    }

    assertThat(offered()).hasSize(2);
    assertThat(model.statistics().summary().requests()).isEqualTo(2);
    assertThat(spans()).allMatch(span -> span.getAttributes().get(ModelKeys.ASYNCHRONOUS) == null);
  }

  /** Nothing is in flight after it: each test looks for that. */
  @ParameterizedTest
  @ValueSource(strings = {"/predictions/m", "/predictions/nobody"})
  void aRequestForLaterThatIsRefusedIsNotWaitedFor(String path) {
    FullHttpRequest request = json(path, "{}");
    request.headers().set("x-synchronous", "false");
    receive(request);
    assertThat(inFlight.size()).isEqualTo(1);
    answer(404, "{}", "content-type", "application/json");
  }

  @Test
  void whoFetchesAResultAsksNoModel() {
    models.add(model.id(), Settings.DEFAULTS, false);
    FullHttpRequest request = json("/predictions/m", "{\"inputs\": []}");
    request.headers().set("x-starting-token", "1");
    request.headers().set("x-synchronous", "false");
    receive(request);
    answer(200, "{\"outputs\": []}", "content-type", "application/json");

    assertThat(offered()).isEmpty();
    assertThat(model.statistics().summary().requests()).isZero();
    assertThat(points("http.server.request.duration")).isEqualTo(1);
  }

  /** Each sort of requests has some forty lines on the page of metrics. */
  @Test
  void strangersMakeFewSeriesWhateverTheySend() {
    List<String> paths =
        List.of("/ping", "/predictions/no", "/invocations", "/models", "/models/no", "/workflows");
    int sent = 0;
    for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1}) {
      for (String method :
          List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW")) {
        for (String path : paths) {
          for (int status : new int[] {200, 400, 404, 405}) {
            receive(new DefaultFullHttpRequest(version, HttpMethod.valueOf(method), path));
            answer(status, "");
            sent++;
          }
        }
      }
    }
    receive(post("/predictions/m", ""));
    answer(200, "");

    List<HistogramPointData> all =
        OTEL.getMetrics().stream()
            .filter(metric -> metric.getName().equals("http.server.request.duration"))
            .flatMap(metric -> metric.getHistogramData().getPoints().stream())
            .toList();
    assertThat(all).hasSizeLessThan(60);
    assertThat(all.stream().mapToLong(HistogramPointData::getCount).sum()).isEqualTo(sent + 1);
    assertThat(all)
        .filteredOn(point -> point.getAttributes().get(HttpKeys.OVERFLOW) != null)
        .extracting(point -> point.getAttributes().get(HttpKeys.STATUS_CODE))
        .containsExactlyInAnyOrder(200L, 400L, 404L, 405L);
    assertThat(all)
        .as("a model's are not pushed out by strangers")
        .extracting(point -> point.getAttributes().get(HttpKeys.ROUTE))
        .contains("/predictions/{model}");
  }

  @Test
  void nothingIsCountedThatOnlyTheLoadWouldShow() {
    Settings off =
        Settings.DEFAULTS.with(LoadSetting.LOAD, false).with(LoadSetting.SLO_AVAILABILITY, 0.99);
    models.add(model.id(), off, true);
    receive(post("/predictions/m", ""));
    assertThat(model.statistics().work().totals()).isEqualTo(WorkTotals.NONE);
    answer(503, REFUSAL);
    receive(post("/predictions/m", ""));
    answer(200, "");

    assertThat(model.statistics().work().totals()).isEqualTo(WorkTotals.NONE);
    assertThat(model.statistics().objectives().totals())
        .isEqualTo(new ObjectiveCounts.Totals(0, 0, 0, 0));
    assertThat(OTEL.getMetrics())
        .extracting(MetricData::getName)
        .contains("djl.serving.request.duration")
        .doesNotContain("djl.serving.request.rejected");
    assertThat(model.statistics().summary().requests()).isEqualTo(2);
  }

  @Test
  void withoutAnObjectiveNothingIsCountedForOne() {
    receive(post("/predictions/m", ""));
    answer(500, "");

    assertThat(model.statistics().work().totals().over()).isEqualTo(1);
    assertThat(model.statistics().objectives().totals())
        .isEqualTo(new ObjectiveCounts.Totals(0, 0, 0, 0));
  }

  @Test
  void handsOverWhatMayHaveToDoWithHowLongARequestTook() {
    Settings named =
        new Configuration(
                new Properties(),
                Map.of("SERVING_OBSERVABILITY_CLIENT_HEADER", "x-tenant"),
                p -> {})
            .model("m", new Properties());
    models.add(new ModelId("m", null), named, true);
    FullHttpRequest request = post("/predictions/m", "abc");
    request.headers().set("x-tenant", "acme");
    receive(request);
    answer(200, "");
    receive(post("/predictions/m", ""));
    answer(500, "");
    receive(post("/predictions/m", ""));
    answer(400, "");

    assertThat(answered.requests)
        .extracting(
            CompletedRequest::client,
            CompletedRequest::payloadBytes,
            CompletedRequest::failed,
            CompletedRequest::inFlight)
        .containsExactly(tuple("acme", 3L, false, 1L), tuple(null, 0L, true, 1L));
  }

  @Test
  void theCallersTraceGoesOn() {
    FullHttpRequest request = post("/predictions/m", "");
    request.headers().set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    request.headers().set("tracestate", "vendor=1");
    FullHttpRequest seen = receive(request);
    assertThat(seen.headers().get("tracestate")).isEqualTo("vendor=1");
    answer(200, "");
    assertThat(onlySpan())
        .hasTraceId("0af7651916cd43dd8448eb211c80319c")
        .hasParentSpanId("b7ad6b7169203331");
  }

  @Test
  void aServerErrorIsAnErrorAndAClientErrorIsNot() {
    receive(post("/predictions/m", ""));
    answer(503, "full");
    receive(post("/predictions/m", ""));
    answer(400, "bad");
    List<SpanData> spans = spans();
    assertThat(spans.get(0))
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, "503"));
    assertThat(spans.get(1)).hasStatus(StatusData.unset());
    assertThat(spans.get(1).getAttributes().get(HttpKeys.ERROR_TYPE)).isNull();
    assertThat(spans)
        .extracting(span -> span.getAttributes().get(ModelKeys.FAILURE_REASON))
        .containsExactly("backend", "client");
    assertThat(model.statistics().summary().requestErrors()).isEqualTo(1);
  }

  @Test
  void whatTheModelFailedIsAFailureToAllWhoCount() {
    models.add(model.id(), Settings.DEFAULTS.with(LoadSetting.SLO_AVAILABILITY, 0.99), false);
    receive(post("/predictions/m", ""));
    answer(424, "{}");
    receive(json("/predictions/m", "{}"));
    head("application/jsonlines");
    chunk("{\"token\": \"a\"}\n");
    chunk("{\"code\": 424, \"error\": \"out of luck\"}");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    receive(json("/predictions/m", "{}"));
    answer(200, "{\"code\": 424, \"error\": \"no\"}", "content-type", "application/json");

    assertThat(spans())
        .extracting(
            span -> span.getAttributes().get(HttpKeys.ERROR_TYPE),
            span -> span.getAttributes().get(ModelKeys.FAILURE_REASON))
        .containsOnly(tuple("424", "backend"));
    assertThat(model.statistics().objectives().totals())
        .isEqualTo(new ObjectiveCounts.Totals(3, 3, 0, 0));
    assertThat(model.statistics().summary().requestErrors()).isEqualTo(3);
    assertThat(model.statistics().summary().outcomes()).containsEntry(Outcome.BACKEND, 3L);
    assertThat(answered.requests).extracting(CompletedRequest::failed).containsOnly(true);
  }

  @Test
  void aClientThatGivesUpPastTheLimitWasFailed() {
    LatencyObjective none = new LatencyObjective("p99<1ns", 0.99, Duration.ofNanos(1));
    models.add(model.id(), Settings.DEFAULTS.with(LoadSetting.SLO_LATENCY, none), true);
    receive(post("/predictions/m", ""));
    channel.pipeline().fireChannelInactive();

    assertThat(onlySpan().getAttributes().get(ModelKeys.FAILURE_REASON)).isEqualTo("cancelled");
    assertThat(model.statistics().objectives().totals())
        .isEqualTo(new ObjectiveCounts.Totals(1, 1, 1, 1));
    assertThat(model.statistics().summary().requestErrors()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsNotOverWhenTheServerStopsEndsWithIt() {
    models.add(model.id(), Settings.DEFAULTS.with(LoadSetting.SLO_AVAILABILITY, 0.99), true);
    receive(post("/predictions/m", ""));
    receive(post("/predictions/m", ""));
    open.shutDown(Duration.ZERO);
    channel.runPendingTasks();

    assertThat(spans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasStatus(StatusData.error())
                    .hasAttributesSatisfying(
                        equalTo(HttpKeys.ERROR_TYPE, HttpKeys.SERVER_SHUTDOWN),
                        equalTo(ModelKeys.FAILURE_REASON, "other")));
    assertThat(points("http.server.request.duration")).isEqualTo(2);
    assertThat(points("djl.serving.request.duration")).isEqualTo(2);
    answer(200, "too late");
    assertThat(spans()).hasSize(2);
  }

  @Test
  void someRoutesAreNotTracedButMeasured() {
    receive(get("/healthz"));
    answer(200, "");
    receive(get("/ping"));
    answer(200, "");

    assertThat(onlySpan()).hasName("GET /ping");
    assertThat(points("http.server.request.duration")).isEqualTo(2);
  }

  @Test
  void requestsThatAreSentAtOnceHaveAnIdEach() {
    FullHttpRequest first = receive(post("/predictions/m", ""));
    FullHttpRequest second = receive(post("/predictions/m", ""));
    answer(200, "first", "x-request-id", second.headers().get("x-request-id"));
    answer(200, "second");

    assertThat(spans())
        .extracting(span -> span.getAttributes().get(ModelKeys.REQUEST_ID))
        .containsExactly(first.headers().get("x-request-id"), second.headers().get("x-request-id"))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void aStreamEndsWithItsLastByte() {
    receive(post("/invocations", ""));
    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    chunk("one");
    chunk("three");
    assertThat(spans()).isEmpty();
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(onlySpan())
        .hasName("POST /invocations")
        .hasTotalRecordedEvents(0)
        .hasAttributesSatisfying(
            equalTo(ModelKeys.RESPONSE_CHUNKS, 2L),
            equalTo(HttpKeys.RESPONSE_BODY_SIZE, 8L),
            satisfies(ModelKeys.FIRST_BYTE_TIME, seconds -> seconds.isPositive()));
  }

  @Test
  void pipelinedAnswersBelongToRequestsInOrder() {
    receive(post("/predictions/m", ""));
    receive(get("/nope"));
    receive(get("/ping"));
    answer(200, "first");
    answer(404, "second");
    answer(200, "third");
    assertThat(spans())
        .extracting(SpanData::getName)
        .containsExactly("POST /predictions/{model}", "GET", "GET /ping");
    assertThat(spans().get(1).getAttributes().get(HttpKeys.STATUS_CODE)).isEqualTo(404);
  }

  @Test
  void aFastAnswerInTheMiddleOfAStreamLosesNothing() {
    receive(post("/predictions/m", ""));
    receive(get("/ping"));
    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    chunk("a");
    answer(200, "pong");
    chunk("b");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(spans()).hasSize(2);
  }

  @Test
  void aClientThatLeavesEndsWhatItAskedFor() {
    receive(post("/predictions/m", ""));
    receive(post("/predictions/m", ""));
    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    chunk("a");
    channel.pipeline().fireChannelInactive();
    assertThat(spans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasStatus(StatusData.unset())
                    .hasAttributesSatisfying(
                        equalTo(HttpKeys.ERROR_TYPE, HttpKeys.CLIENT_DISCONNECTED)));
  }

  @Test
  void aServerThatBreaksOffIsAnError() {
    receive(post("/predictions/m", ""));
    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    chunk("a");
    channel.disconnect();
    assertThat(onlySpan())
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, HttpKeys.CONNECTION_CLOSED));
  }

  @Test
  void anAnswerThatCannotBeSentIsAClientThatLeft() {
    receive(post("/predictions/m", ""));
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    channel.pipeline().addFirst(new FailingWrites());
    ChannelFuture written = channel.writeAndFlush(response);
    assertThat(written.isSuccess()).isFalse();
    assertThat(onlySpan())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, HttpKeys.CLIENT_DISCONNECTED));
  }

  @Test
  void aServerThatClosesSinceItCannotSendHasAClientThatLeft() {
    receive(post("/predictions/m", ""));
    channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    channel.pipeline().addFirst(new FailingWrites());
    channel
        .writeAndFlush(new DefaultHttpContent(Unpooled.EMPTY_BUFFER))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    channel.runPendingTasks();
    assertThat(onlySpan())
        .hasStatus(StatusData.unset())
        .hasAttributesSatisfying(equalTo(HttpKeys.ERROR_TYPE, HttpKeys.CLIENT_DISCONNECTED));
  }

  @Test
  void aModelThatIsSwitchedOffLeavesNoTraceAndKeepsItsPlace() {
    models.add(
        new ModelId("off", null), Settings.DEFAULTS.with(GeneralSetting.ENABLED, false), true);
    FullHttpRequest seen = receive(post("/predictions/off", ""));
    assertThat(seen.headers().contains("traceparent")).isFalse();
    receive(post("/predictions/m", ""));
    answer(500, "");
    answer(200, "");
    assertThat(onlySpan()).hasAttributesSatisfying(equalTo(HttpKeys.STATUS_CODE, 200L));
  }

  @Test
  void whatAModelWithoutTranslatorTakesInAndGivesOutIsHandedOver() {
    models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    FullHttpRequest request = identified(post("/predictions/py", "{\"a\": 1}"));
    request.headers().set("content-type", "application/json; charset=utf-8");
    receive(request);
    answer(200, "{\"class\": 2}", "content-type", "application/json");
    assertThat(offered()).hasSize(1);
    Observation taken = offered().get(0);
    assertThat(taken.model()).isEqualTo(new ModelId("py", null));
    assertThat(taken.requestId()).isEqualTo("id-1");
    assertThat(taken.traceId()).isEqualTo(onlySpan().getTraceId());
    assertThat(((Payload.Body) taken.input()).bytes()).asString(UTF_8).isEqualTo("{\"a\": 1}");
    assertThat(((Payload.Body) taken.output()).bytes()).asString(UTF_8).isEqualTo("{\"class\": 2}");
  }

  @Test
  void aRequestOfTheDoctorIsHandedOverWithoutWhatItHolds() {
    models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    FullHttpRequest request = post("/predictions/py", "{\"a\": 1}");
    request.headers().set("x-observability-doctor", "Bearer right");
    FullHttpRequest seen = receive(request);
    assertThat(seen.headers().contains("x-observability-doctor")).isFalse();
    assertThat(answered(200).get("x-observability-doctor")).isEqualTo("left out");
    assertThat(offered()).hasSize(1);
    assertThat(offered().get(0).input()).isEqualTo(Payload.DOCTOR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "Bearer wrong", ""})
  void whoMayNotManageHasHisRequestsCounted(String mark) {
    models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    FullHttpRequest request = post("/predictions/py", "{\"a\": 1}");
    request.headers().set("x-observability-doctor", mark);
    FullHttpRequest seen = receive(request);
    assertThat(seen.headers().contains("x-observability-doctor")).isFalse();
    assertThat(answered(200).get("x-observability-doctor"))
        .isEqualTo("counted: no `manage` for M?ller");
    assertThat(offered().get(0).input()).isInstanceOf(Payload.Body.class);
  }

  @Test
  void aRequestThatIsNotMarkedIsToldNothing() {
    receive(post("/predictions/m", ""));
    assertThat(answered(200).contains("x-observability-doctor")).isFalse();
  }

  @Test
  void theModelDoorFindsOutThatARequestIsLeftOut() {
    FullHttpRequest request = post("/predictions/m", "");
    request.headers().set("x-observability-doctor", "Bearer right");
    FullHttpRequest seen = receive(request);
    RequestInFlight flying = inFlight.find(seen.headers().get("traceparent"));
    assertThat(flying).isNotNull();
    assertThat(flying.isLeftOut()).isTrue();
    answer(200, "");
  }

  private static Decision decision(@Nullable String authorization) {
    boolean allowed = "Bearer right".equals(authorization);
    return new Decision(allowed, 401, "no `manage` for Müller", 0, "");
  }

  private HttpHeaders answered(int status) {
    answer(status, "{\"class\": 2}");
    FullHttpResponse last = Objects.requireNonNull((FullHttpResponse) channel.readOutbound());
    last.release();
    return last.headers();
  }

  @Test
  void bodiesOfAnyTypeAreHandedOverAsTheyWereSent() {
    models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    FullHttpRequest request = post("/predictions/py", "a,b\n1,2\n");
    request.headers().set("content-type", "text/csv; charset=ISO-8859-1");
    receive(request);
    answer(200, "{\"class\": 2}");
    Observation taken = offered().get(0);
    assertThat(taken.input())
        .isInstanceOfSatisfying(
            Payload.Body.class,
            body -> {
              assertThat(new String(body.bytes(), UTF_8)).isEqualTo("a,b\n1,2\n");
              assertThat(body.contentType()).isEqualTo("text/csv; charset=ISO-8859-1");
            });
    assertThat(taken.output())
        .isInstanceOfSatisfying(
            Payload.Body.class, body -> assertThat(body.contentType()).isNull());
  }

  @Test
  void ofABodyThatIsNotKeptTheReasonIsHandedOver() {
    models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    receive(post("/predictions/py", "x".repeat(ExchangePayloads.MAX_BYTES + 1)));
    answer(200, "");
    assertThat(offered().get(0).input())
        .isEqualTo(new Payload.NotKept(Payload.Reason.SIZE, ExchangePayloads.MAX_BYTES + 1));
    assertThat(offered().get(0).output()).isEqualTo(Payload.NONE);
  }

  @Test
  void whatFailedOrTheModelDoorSeesIsNotHandedOver() {
    models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    for (String model : List.of("py", "m")) {
      FullHttpRequest request = post("/predictions/" + model, "{\"a\": 1}");
      request.headers().set("content-type", "application/json");
      receive(request);
      answer(model.equals("py") ? 424 : 200, "{}", "content-type", "application/json");
    }
    assertThat(offered()).isEmpty();
  }

  @Test
  void aStreamedChatTellsItsTokensAndNothingElse() {
    ServedModel python = models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    receive(
        json(
            "/predictions/py",
            "{\"messages\": [{\"content\": \"secret\"}], \"max_tokens\": 9, \"stream\": true}"));
    head("text/event-stream");
    chunk("data: {\"choices\": [{\"delta\": {\"content\": \"secr");
    chunk("et\"}}]}\n\ndata: {\"choices\": [{\"delta\": {\"content\": \"b\"}}]}\n\n");
    chunk("data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n");
    chunk(
        "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 4, \"completion_tokens\": 2}}\n\n");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(onlySpan())
        .hasAttributesSatisfying(
            equalTo(GenAiKeys.OPERATION_NAME, "chat"),
            equalTo(GenAiKeys.PROVIDER_NAME, "djl_serving"),
            equalTo(GenAiKeys.REQUEST_MODEL, "py"),
            equalTo(GenAiKeys.REQUEST_STREAM, true),
            equalTo(GenAiKeys.REQUEST_MAX_TOKENS, 9L),
            equalTo(GenAiKeys.USAGE_INPUT_TOKENS, 4L),
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 2L),
            equalTo(GenAiKeys.RESPONSE_FINISH_REASONS, List.of("stop")),
            equalTo(GenAiKeys.TOKENS_SOURCE, "usage"),
            equalTo(ModelKeys.RESPONSE_CHUNKS, 4L));
    assertThat(onlySpan().toString()).doesNotContain("secret");
    assertThat(requireNonNull(python.statistics().generations().summary()).outputTokens())
        .isEqualTo(2);
    assertThat(model.statistics().generations().summary()).isNull();
    assertThat(points("gen_ai.server.request.duration")).isEqualTo(1);
    assertThat(points("gen_ai.server.time_to_first_token")).isEqualTo(1);
    assertThat(points("gen_ai.client.token.usage")).isEqualTo(2);
  }

  /** DJL's own {@code Output.add_as_json} sends no content type. */
  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/octet-stream", "application/json"})
  void anAnswerInOnePieceIsReadByItsBytes(String contentType) {
    ServedModel python = models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    String[] headers = contentType.isEmpty() ? new String[0] : array("content-type", contentType);
    receive(post("/v1/chat/completions?model_name=py", "{\"max_tokens\": 9, \"messages\": []}"));
    answer(
        200,
        "\n{\"choices\": [{\"finish_reason\": \"stop\"}],"
            + " \"usage\": {\"prompt_tokens\": 4, \"completion_tokens\": 2}}",
        headers);
    receive(post("/predictions/py", "{\"inputs\": \"a\"}"));
    answer(200, "{\"generated_text\": \"b\", \"details\": {\"generated_tokens\": 3}}", headers);
    receive(post("/predictions/py", "[{\"inputs\": \"a\"}, {\"inputs\": \"b\"}]"));
    answer(200, "[{\"label\": \"x\"}, {\"error\": \"no\"}]", headers);

    assertThat(spans().get(0))
        .hasAttributesSatisfying(
            equalTo(GenAiKeys.OPERATION_NAME, "chat"),
            equalTo(GenAiKeys.REQUEST_MAX_TOKENS, 9L),
            equalTo(GenAiKeys.USAGE_INPUT_TOKENS, 4L),
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 2L),
            equalTo(GenAiKeys.RESPONSE_FINISH_REASONS, List.of("stop")));
    assertThat(spans().get(1))
        .hasAttributesSatisfying(
            equalTo(GenAiKeys.OPERATION_NAME, "text_completion"),
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 3L));
    assertThat(spans().get(2))
        .hasAttributesSatisfying(equalTo(ModelKeys.ITEMS, 2L), equalTo(ModelKeys.ITEMS_FAILED, 1L));
    assertThat(requireNonNull(python.statistics().generations().summary()).outputTokens())
        .isEqualTo(5);
  }

  private static String[] array(String... texts) {
    return texts;
  }

  /** So is one of the Python engine's {@code add_stream_content}. */
  @Test
  void aStreamWithoutAContentTypeIsReadByItsFirstChunk() {
    receive(post("/predictions/m", "{}"));
    head(null);
    chunk("");
    chunk("{\"outputs\": \"a\"}\n");
    chunk("{\"outputs\": \"b\", \"details\": {\"finish_reason\": \"length\"}}\n");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    receive(post("/predictions/m", "{}"));
    head(null);
    chunk("data: {\"choices\": [{\"delta\": {\"content\": \"b\"}}]}\n\ndata: {\"choices\":");
    chunk(" [], \"usage\": {\"completion_tokens\": 7}}\n\n");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    receive(post("/predictions/m", "{}"));
    head(null);
    chunk("{\"a\":\n");
    chunk(" 1}");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    receive(post("/predictions/m", "{}"));
    head(null);
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(spans().get(0))
        .hasAttributesSatisfying(
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 2L),
            equalTo(GenAiKeys.RESPONSE_FINISH_REASONS, List.of("length")));
    assertThat(spans().get(1))
        .hasAttributesSatisfying(
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 7L), equalTo(GenAiKeys.TOKENS_SOURCE, "usage"));
    assertThat(spans().get(2))
        .hasStatus(StatusData.unset())
        .hasAttributesSatisfying(
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 2L), equalTo(GenAiKeys.TOKENS_SOURCE, "chunks"));
    assertThat(spans()).hasSize(4);
  }

  @Test
  void anErrorInAStreamIsOneOfTheRequest() {
    receive(json("/predictions/m", "{}"));
    head("application/jsonlines");
    chunk("{\"token\": \"a\"}\n");
    chunk("{\"code\": 424, \"error\": \"out of luck\"}");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(onlySpan())
        .hasStatus(StatusData.error())
        .hasAttributesSatisfying(
            equalTo(HttpKeys.ERROR_TYPE, "424"),
            equalTo(HttpKeys.STATUS_CODE, 200L),
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 1L),
            equalTo(GenAiKeys.TOKENS_SOURCE, "chunks"));
    assertThat(model.statistics().summary().requestErrors()).isEqualTo(1);
    assertThat(points("gen_ai.server.time_to_first_token")).isZero();
  }

  @Test
  void aStreamThatEndsWithAnErrorIsNoPrediction() {
    models.add(
        new ModelId("py", null), Settings.DEFAULTS.with(PayloadSetting.STREAMED_TEXT, true), false);
    receive(json("/predictions/py", "{\"inputs\": \"a\"}"));
    head("application/jsonlines");
    chunk("{\"token\": {\"text\": \"a\"}}\n");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(offered()).hasSize(1);

    receive(json("/predictions/py", "{\"inputs\": \"a\"}"));
    head("application/jsonlines");
    chunk("{\"code\": 424, \"error\": \"out of luck\"}");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    assertThat(offered()).hasSize(1);
  }

  @Test
  void aClientThatLeavesAStreamHasWhatWasSent() {
    receive(json("/predictions/m", "{}"));
    head("application/jsonlines");
    chunk("{\"token\": \"a\"}\n{\"token\": \"b\"}\n{\"tok");
    channel.pipeline().fireChannelInactive();

    assertThat(onlySpan())
        .hasStatus(StatusData.unset())
        .hasAttributesSatisfying(
            equalTo(HttpKeys.ERROR_TYPE, HttpKeys.CLIENT_DISCONNECTED),
            equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 2L));
  }

  @Test
  void aChatThatIsNotAnsweredIsAGenerationThatFailed() {
    receive(json("/v1/chat/completions?model_name=m", "{\"max_tokens\": 3}"));
    channel.pipeline().fireChannelInactive();
    receive(json("/v1/chat/completions?model_name=m", "{\"max_tokens\": 3}"));
    answer(503, "{}", "content-type", "application/json");

    assertThat(spans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasAttributesSatisfying(
                        equalTo(GenAiKeys.OPERATION_NAME, "chat"),
                        equalTo(GenAiKeys.REQUEST_MAX_TOKENS, 3L)));
    assertThat(points("gen_ai.server.request.duration")).isEqualTo(2);
  }

  @Test
  void rowsAreCountedOnceAndTheFailedOnesToo() {
    ServedModel python = models.add(new ModelId("py", null), Settings.DEFAULTS, false);
    receive(json("/predictions/py", "{\"instances\": [[1], [2], [3]]}"));
    answer(
        200, "[{\"a\": 1}, {\"error\": \"no\"}, {\"a\": 3}]", "content-type", "application/json");

    assertThat(onlySpan())
        .hasAttributesSatisfying(equalTo(ModelKeys.ITEMS, 3L), equalTo(ModelKeys.ITEMS_FAILED, 1L));
    assertThat(onlySpan().getAttributes().get(GenAiKeys.OPERATION_NAME)).isNull();
    assertThat(python.statistics().summary().items()).isEqualTo(3);
    assertThat(points("djl.serving.request.items")).isEqualTo(1);
    assertThat(points("djl.serving.item.duration")).isEqualTo(1);
  }

  @Test
  void whatTheModelDoorCountedIsNotCountedAgain() {
    FullHttpRequest seen = receive(json("/predictions/m", "[[1], [2]]"));
    requireNonNull(inFlight.find(seen.headers().get("traceparent"))).computed(2);
    answer(200, "[{\"code\": 507}, {\"code\": 200}]", "content-type", "application/json");

    assertThat(onlySpan()).hasAttributesSatisfying(equalTo(ModelKeys.ITEMS_FAILED, 1L));
    assertThat(points("djl.serving.request.items")).isEqualTo(1);
    assertThat(points("djl.serving.items")).isZero();
    assertThat(model.statistics().summary().items()).isZero();
  }

  @Test
  void whatIsSwitchedOffIsNotLookedFor() {
    models.add(
        new ModelId("off", null),
        Settings.DEFAULTS.with(RequestSetting.GEN_AI, false).with(RequestSetting.ITEMS, false),
        false);
    FullHttpRequest request = json("/predictions/off", "[[1], [2]]");
    receive(request);
    assertThat(request.refCnt()).isZero();
    head("text/event-stream");
    chunk("data: {\"choices\": [{\"delta\": {\"content\": \"b\"}}]}\n\n");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(OTEL.getSpans()).hasSize(1);
    assertThat(reader.readWaiting()).isFalse();
    assertThat(onlySpan().getAttributes().get(GenAiKeys.OPERATION_NAME)).isNull();
    assertThat(points("djl.serving.request.items")).isZero();
  }

  @Test
  void anAgentsSpanHasEndedSoAGenerationHasItsOwn() {
    var agents = OTEL.getOpenTelemetry().getTracer("agent").spanBuilder("POST").startSpan();
    try (Scope ignored = agents.makeCurrent()) {
      receive(json("/predictions/m", "{}"));
    }
    head("application/jsonlines");
    chunk("{\"token\": \"a\"}\n");
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    agents.end();

    assertThat(spans()).hasSize(2);
    assertThat(spans().get(1))
        .hasName("text_completion m")
        .hasParentSpanId(agents.getSpanContext().getSpanId())
        .hasAttributesSatisfying(equalTo(GenAiKeys.USAGE_OUTPUT_TOKENS, 1L));
  }

  @Test
  void anUnknownModelIsNamedNowhere() {
    receive(post("/predictions/stranger", ""));
    answer(404, "");
    assertThat(onlySpan().getAttributes().get(ModelKeys.NAME)).isNull();
    assertThat(models.all()).hasSize(1);
  }

  @Test
  void anAgentsSpanIsEnrichedAndNotDoubled() {
    var agents = OTEL.getOpenTelemetry().getTracer("agent").spanBuilder("POST").startSpan();
    FullHttpRequest seen;
    try (Scope ignored = agents.makeCurrent()) {
      seen = receive(post("/predictions/m", ""));
    }
    assertThat(seen.headers().get("traceparent")).contains(agents.getSpanContext().getSpanId());
    answer(200, "");
    assertThat(spans()).isEmpty();
    agents.end();
    assertThat(onlySpan())
        .hasName("POST /predictions/{model}")
        .hasAttributesSatisfying(
            equalTo(HttpKeys.ROUTE, "/predictions/{model}"), equalTo(ModelKeys.NAME, "m"));
    assertThat(OTEL.getMetrics()).noneMatch(m -> m.getName().startsWith("http.server."));
  }

  @Test
  void anUnknownMethodKeepsTheNameShort() {
    receive(
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.valueOf("BREW"), "/predictions/m"));
    answer(405, "");
    assertThat(onlySpan())
        .hasName("HTTP /predictions/{model}")
        .hasAttributesSatisfying(
            equalTo(HttpKeys.METHOD, "_OTHER"), equalTo(HttpKeys.METHOD_ORIGINAL, "BREW"));
  }

  @Test
  void activeRequestsComeBackToZero() {
    receive(post("/predictions/m", ""));
    receive(post("/predictions/m", ""));
    assertThat(active()).isEqualTo(2);
    answer(200, "");
    channel.pipeline().fireChannelInactive();
    assertThat(active()).isZero();
  }

  private long active() {
    return OTEL.getMetrics().stream()
        .filter(metric -> metric.getName().equals("http.server.active_requests"))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .mapToLong(point -> point.getValue())
        .sum();
  }

  private List<SpanData> spans() {
    reader.readWaiting();
    return OTEL.getSpans();
  }

  private List<Observation> offered() {
    reader.readWaiting();
    return offered.taken();
  }

  private SpanData onlySpan() {
    assertThat(spans()).hasSize(1);
    return spans().get(0);
  }

  private FullHttpRequest receive(FullHttpRequest request) {
    channel.writeInbound(request);
    FullHttpRequest seen = channel.readInbound();
    seen.release();
    received.add(request);
    return seen;
  }

  private void answer(int status, String body, String... headers) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status),
            Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      response.headers().set(headers[i], headers[i + 1]);
    }
    channel.writeOutbound(response);
  }

  private void head(@Nullable String contentType) {
    DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    if (contentType != null) {
      head.headers().set("content-type", contentType);
    }
    channel.writeOutbound(head);
  }

  private static FullHttpRequest identified(FullHttpRequest request) {
    request.headers().set("x-request-id", "id-1");
    return request;
  }

  private static FullHttpRequest json(String uri, String body) {
    FullHttpRequest request = post(uri, body);
    request.headers().set("content-type", "application/json");
    return request;
  }

  /** Returns how many measurements a metric has. */
  private static long points(String metric) {
    return OTEL.getMetrics().stream()
        .filter(data -> data.getName().equals(metric))
        .flatMap(data -> data.getData().getPoints().stream())
        .mapToLong(
            point -> point instanceof HistogramPointData histogram ? histogram.getCount() : 1)
        .sum();
  }

  private void chunk(String text) {
    channel.writeOutbound(
        new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
  }

  private static FullHttpRequest post(String uri, String body) {
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.POST,
        uri,
        Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
  }

  private static FullHttpRequest get(String uri) {
    return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
  }

  private static final class CollectedAnswers implements CompletedRequests {
    private final List<CompletedRequest> requests = new ArrayList<>();

    @Override
    public boolean wanted(ServedModel model) {
      return true;
    }

    @Override
    public void offer(CompletedRequest request) {
      requests.add(request);
    }
  }
}
