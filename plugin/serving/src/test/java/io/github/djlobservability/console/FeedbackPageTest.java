package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackPageTest {
  private static final String URI = "/observability/models/m/feedback";

  private static final ModelId MODEL = new ModelId("m", null);

  @TempDir Path folder;

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final ServedModels models = new ServedModels(System::nanoTime);
  private Monitoring monitoring;
  private Pages pages;
  private int described;
  private boolean started;

  @BeforeEach
  void prepare() {
    Properties on = new Properties();
    on.setProperty("observability.feedback", "true");
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    monitoring =
        new Monitoring(folder.resolve("state"), "9", telemetry, (m, f, why) -> {}, Governor.none());
    monitoring.loaded(models.add(MODEL, configuration.model("m", on), true), folder);
    models.add(new ModelId("off", null), configuration.model("off", new Properties()), true);
    pages =
        OwnPages.of(
            OwnPages.models(
                () -> {
                  described++;
                  return OwnPages.plugin();
                },
                configuration,
                models,
                monitoring,
                telemetry,
                null));
  }

  @AfterEach
  void stop() {
    monitoring.close(Duration.ofSeconds(10));
  }

  /** The model may answer before its files are open. */
  @Test
  void labelsWaitForAModelThatIsNotOpenYet() throws Exception {
    CompletableFuture<Reply> early = send(HttpMethod.POST, URI, "text/csv", "id,label\na,1\n");
    assertThat(early).isNotDone();
    monitoring.start();
    Reply reply = early.get(10, TimeUnit.SECONDS);
    assertThat(reply.status().code()).isEqualTo(200);
    assertThat(OwnPages.json(reply).getAsJsonObject("outcomes").toString())
        .isEqualTo("{\"waiting\":1}");
  }

  @Test
  void takesLabelsAndSaysWhatBecameOfThem() throws Exception {
    Reply reply = post(URI, "text/csv", "id,label\na,1\n,2\n");
    assertThat(reply.status().code()).isEqualTo(200);
    JsonObject body = OwnPages.json(reply);
    assertThat(body.getAsJsonObject("outcomes").toString())
        .isEqualTo("{\"waiting\":1,\"invalid\":1}");
    assertThat(body.getAsJsonArray("items")).hasSize(2);
    assertThat(OwnPages.json(reply(HttpMethod.GET, URI, null, "")).has("predictions")).isTrue();
  }

  @Test
  void saysWhichItemsAreWantedAsJsonOrAsCsv() throws Exception {
    JsonObject wanted = OwnPages.json(reply(HttpMethod.GET, URI + "/wanted", null, ""));
    assertThat(wanted.get("seen").getAsInt()).isZero();
    assertThat(wanted.getAsJsonArray("items")).isEmpty();
    Reply csv = reply(HttpMethod.GET, URI + "/wanted?items=500", "text/csv");
    assertThat(csv.type()).startsWith("text/csv");
    assertThat(new String(csv.content(), StandardCharsets.UTF_8))
        .isEqualTo("id,row,label,weight\n");
    for (String items : new String[] {"0", "501", "few", "99999999999"}) {
      refuses(
          reply(HttpMethod.GET, URI + "/wanted?items=" + items, null, ""),
          400,
          "items=" + items + " is not allowed; allowed: 1 to 500");
    }
    refuses(post(URI + "/wanted", "text/csv", ""), 405, "Allowed: GET, HEAD");
    refuses(
        reply(HttpMethod.GET, "/observability/models/off/feedback/wanted", null, ""),
        404,
        "Labels of model off are not taken; observability.feedback=true changes that");
  }

  @Test
  void manyReadersOfTheOverviewCostAsMuchAsOne() throws Exception {
    Reply first = reply(HttpMethod.GET, "/observability", null, "");
    assertThat(reply(HttpMethod.GET, "/observability", null, "")).isSameAs(first);
    assertThat(reply(HttpMethod.GET, "/observability?thought-up=%20", null, "")).isSameAs(first);
    assertThat(described).isEqualTo(1);
  }

  @Test
  void listsAllOrOnlyProblems() throws Exception {
    Reply problems = post(URI + "?items=problems", "text/csv", "id,label\na,1\n");
    assertThat(OwnPages.json(problems).getAsJsonArray("items")).hasSize(1);
    refuses(post(URI + "?items=few", "text/csv", "id,label\n"), 400, "items=few is not allowed;");
  }

  @Test
  void saysWhatIsAllowed() throws Exception {
    refuses(
        post(URI, "text/plain", "a"),
        415,
        "Content-Type text/plain is not allowed; allowed: application/json,");
    refuses(post(URI, "application/json", "{"), 400, "No JSON after item 0");
    refuses(
        post(URI, "text/csv", "x".repeat(PageRequest.MAX_BODY_BYTES + 1)),
        413,
        "The body has 4194305 bytes; allowed: up to 4194304");
    refuses(
        post(URI, "text/csv", "id,label\n" + "a,1\n".repeat(50_001)),
        413,
        "There are too many labels; allowed: 50000 in a request");
    refuses(reply(HttpMethod.PUT, URI, null, ""), 405, "Allowed: GET, HEAD, POST, DELETE");
    refuses(reply(HttpMethod.DELETE, URI, null, ""), 400, "id");
    refuses(
        post("/observability/models/off/feedback", "text/csv", ""),
        404,
        "Labels of model off are not taken; observability.feedback=true changes that");
    refuses(post("/observability/models/none/feedback", "text/csv", ""), 404, "No such model;");
  }

  private static void refuses(Reply reply, int status, String message) {
    assertThat(reply.status().code()).isEqualTo(status);
    assertThat(OwnPages.json(reply).get("message").getAsString()).contains(message);
  }

  private Reply post(String uri, String type, String body) throws Exception {
    return reply(HttpMethod.POST, uri, type, body);
  }

  private Reply reply(HttpMethod method, String uri, String accept) throws Exception {
    start();
    FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
    request.headers().set(HttpHeaderNames.ACCEPT, accept);
    return pages.reply(OwnPages.onLoopback(request)).get(10, TimeUnit.SECONDS);
  }

  private void start() {
    if (!started) {
      started = true;
      monitoring.start();
      await().until(() -> monitoring.models().feedback(MODEL) != null);
    }
  }

  private Reply reply(HttpMethod method, String uri, @Nullable String type, String body)
      throws Exception {
    start();
    return send(method, uri, type, body).get(10, TimeUnit.SECONDS);
  }

  private CompletableFuture<Reply> send(
      HttpMethod method, String uri, @Nullable String type, String body) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            method,
            uri,
            Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
    if (type != null) {
      request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    }
    return pages.reply(OwnPages.onLoopback(request));
  }
}
