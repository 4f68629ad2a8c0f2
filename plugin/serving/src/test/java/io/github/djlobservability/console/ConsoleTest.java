package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
  @TempDir Path folder;

  private final ServedModels models = new ServedModels(System::nanoTime);
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private @Nullable MetricWriter metrics;

  @Test
  void showsEachModelsFigures() {
    models
        .add(new ModelId("m", "1"), Settings.DEFAULTS, true)
        .statistics()
        .request(2_000_000, Outcome.BACKEND, false);
    JsonObject page = JsonParser.parseString(body(get("/observability"), 200)).getAsJsonObject();
    assertThat(page.getAsJsonObject("plugin").get("version").getAsString()).isEqualTo("9");
    JsonObject model = page.getAsJsonArray("models").get(0).getAsJsonObject();
    assertThat(model.get("name").getAsString()).isEqualTo("m");
    JsonObject requests = model.getAsJsonObject("requests");
    assertThat(requests.get("count").getAsLong()).isEqualTo(1);
    assertThat(requests.get("errors").getAsLong()).isEqualTo(1);
    assertThat(requests.getAsJsonObject("durationSeconds").get("p50").getAsDouble())
        .isBetween(.0019, .0021);
    assertThat(page.getAsJsonObject("configuration").getAsJsonArray("errors").toString())
        .contains("observability.sampling");
  }

  @Test
  void saysWhichModelsThereAre() {
    models.add(new ModelId("m", "1"), Settings.DEFAULTS, true);
    assertThat(body(get("/observability/models/m?version=1"), 200)).contains("\"name\": \"m\"");
    assertThat(body(get("/observability/models/n"), 404)).contains("m:1");
    assertThat(body(get("/observability/models/m/drift"), 404)).contains("not watched");
    assertThat(body(get("/observability/models/m/reference"), 404)).contains("not watched");
    assertThat(body(request(HttpMethod.POST, "/observability/models/m/reference?items=5"), 400))
        .contains("items=5 is not allowed; allowed: 100 to 1000000");
  }

  @Test
  void managesReferencesOfModelsThatAreWatchedAlone() {
    models.add(new ModelId("m", null), Settings.DEFAULTS, true);
    String page = "/observability/models/m/reference";
    for (String items : new String[] {"99", "1000001", "-1", "1e3", "9".repeat(30), "NaN"}) {
      assertThat(body(request(HttpMethod.POST, page + "?items=" + items), 400))
          .contains("allowed: 100 to 1000000");
    }
    assertThat(body(request(HttpMethod.POST, page + "?items=100"), 404)).contains("not watched");
    assertThat(body(request(HttpMethod.DELETE, page), 404)).contains("not watched");
    assertThat(body(request(HttpMethod.DELETE, page + "/capture"), 404)).contains("not watched");
    assertThat(body(get(page + "/capture"), 404)).contains("not watched");
    assertThat(body(request(HttpMethod.POST, page + "/capture"), 405)).contains("DELETE");
    assertThat(body(request(HttpMethod.PUT, page), 405)).contains("POST");
    assertThat(body(get(page + "/else"), 404)).contains("/reference/capture");
  }

  @Test
  void reportsOnModelsThatAreWatchedAlone() {
    models.add(new ModelId("m", null), Settings.DEFAULTS, true);
    String page = "/observability/models/m/report";
    assertThat(body(get(page), 404)).contains("not watched");
    assertThat(body(request(HttpMethod.POST, page), 405)).contains("GET");
    assertThat(body(get(page + "s"), 404)).contains("/report");
    assertThat(body(get(page), 401, Connectors.Reach.OUTSIDERS)).contains("`read`");
  }

  @Test
  void mutesFeaturesOfModelsThatAreWatchedAlone() {
    models.add(new ModelId("m", null), Settings.DEFAULTS, true);
    String page = "/observability/models/m/features/bmi/mute";
    for (String hours : new String[] {"-1", "721", "x", "9".repeat(30)}) {
      assertThat(body(request(HttpMethod.POST, page + "?hours=" + hours), 400)).contains("720");
    }
    assertThat(body(request(HttpMethod.POST, page), 404)).contains("not watched");
    assertThat(body(get(page), 405)).contains("POST");
    assertThat(body(get(page + "s"), 404)).contains("/mute");
    FullHttpRequest stranger = request(HttpMethod.POST, page);
    assertThat(body(stranger, 401, Connectors.Reach.OUTSIDERS)).contains("`manage`");
  }

  @Test
  void saysWhatIsAllowed() {
    assertThat(body(get("/observability/else"), 404)).contains("/observability");
    assertThat(body(request(HttpMethod.DELETE, "/observability"), 405)).contains("GET");
  }

  @Test
  void takesOnlyWhatIsItsOwn() {
    assertThat(Console.accepts(get("/observability"))).isTrue();
    assertThat(Console.accepts(get("/observability?a=b"))).isTrue();
    assertThat(Console.accepts(get("/observability/x"))).isTrue();
    assertThat(Console.accepts(get("/observabilitys"))).isFalse();
    assertThat(Console.accepts(get("/predictions/observability"))).isFalse();
  }

  @Test
  void strangersGetTheOverviewWithoutValues() {
    models.add(new ModelId("m", "1"), Settings.DEFAULTS, true);
    assertThat(body(get("/observability"), 200, Connectors.Reach.OUTSIDERS))
        .contains("\"name\": \"m\"", "observability.sampling", "\"value\": \"\"");
    assertThat(body(get("/observability/models/m?version=1"), 401, Connectors.Reach.OUTSIDERS))
        .contains("Bearer TOKEN");
    FullHttpRequest capture = request(HttpMethod.POST, "/observability/models/m/reference");
    assertThat(body(capture, 401, Connectors.Reach.OUTSIDERS)).contains("`manage`");
    FullHttpRequest other = request(HttpMethod.TRACE, "/observability");
    assertThat(body(other, 405, Connectors.Reach.OUTSIDERS))
        .as("not the kept reply")
        .contains("GET");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(body(get("/observability/models/%zz"), 400)).contains("can't be decoded");
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void everyReplyHasTheSecurityHeaders() {
    FullHttpResponse response = response(get("/observability/else"), Connectors.Reach.LOOPBACK);
    assertThat(response.headers().get("content-security-policy")).isEqualTo(SecurityHeaders.POLICY);
    assertThat(response.headers().get("x-content-type-options")).isEqualTo("nosniff");
    assertThat(response.headers().get("cache-control")).isEqualTo("no-store");
    response.release();
  }

  @Test
  void browsersGetPagesAndAllOthersJson() {
    models.add(new ModelId("m", "1"), Settings.DEFAULTS, true);
    assertThat(body(browsed("/observability"), 200))
        .startsWith("<!doctype html>")
        .contains("href=\"/observability/models/m?version=1\"");
    assertThat(body(browsed("/observability/models/m?version=1"), 200))
        .contains("<h1><bdi>m</bdi>");
    assertThat(body(browsed("/observability/models/n"), 404))
        .startsWith("<!doctype html>")
        .contains("No such model");
    assertThat(body(get("/observability"), 200)).startsWith("{");
  }

  @Test
  void strangersAreAskedForATokenAndComeBackToWhereTheyWere() {
    models.add(new ModelId("m", "1"), Settings.DEFAULTS, true);
    assertThat(body(browsed("/observability"), 200, Connectors.Reach.OUTSIDERS))
        .contains("Values are hidden");
    assertThat(body(browsed("/observability/models/m?version=1"), 401, Connectors.Reach.OUTSIDERS))
        .contains("name=\"back\" value=\"/observability/models/m?version=1\"");
  }

  @Test
  void assetsAreForEveryoneAndForEver() {
    String page = body(browsed("/observability"), 200, Connectors.Reach.OUTSIDERS);
    Matcher script = Pattern.compile("src=\"(/observability/assets/\\w+-page.js)\"").matcher(page);
    assertThat(script.find()).isTrue();
    FullHttpResponse response = response(get(script.group(1)), Connectors.Reach.OUTSIDERS);
    assertThat(response.status().code()).isEqualTo(200);
    assertThat(response.headers().get("content-type")).startsWith("text/javascript");
    assertThat(response.headers().get("cache-control")).contains("immutable");
    assertThat(response.headers().get("content-security-policy")).isEqualTo(SecurityHeaders.POLICY);
    response.release();
    body(get("/observability/assets/0000-page.js"), 404);
  }

  @Test
  void theOverviewHasDriftCoverageAndLinksOfEachModel() {
    models.add(new ModelId("a b", "1"), Settings.DEFAULTS, true);
    JsonObject model =
        JsonParser.parseString(body(get("/observability"), 200))
            .getAsJsonObject()
            .getAsJsonArray("models")
            .get(0)
            .getAsJsonObject();
    assertThat(model.getAsJsonObject("links").get("drift").getAsString())
        .isEqualTo("/observability/models/a%20b/drift?version=1");
  }

  @Test
  void metricsAreForPrometheusInTheFormatThatItAsksFor() {
    assertThat(body(get("/observability/metrics"), 404)).contains("observability.metrics.page");
    MetricWriter writer = new MetricWriter();
    metrics = writer;
    SdkMeterProvider provider =
        SdkMeterProvider.builder().registerMetricReader(writer.reader()).build();
    provider.get("ours").counterBuilder("some.count").setUnit("{one}").build().add(3);

    FullHttpResponse text = response(get("/observability/metrics"), Connectors.Reach.OUTSIDERS);
    assertThat(text.status().code()).isEqualTo(200);
    assertThat(text.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(text.content().toString(StandardCharsets.UTF_8))
        .contains("some_count_total{otel_scope_name=\"ours\"", "} 3.0")
        .doesNotContain("# EOF");
    text.release();
    FullHttpRequest open = get("/observability/metrics");
    open.headers().set("accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    FullHttpResponse openMetrics = response(open, Connectors.Reach.OUTSIDERS);
    assertThat(openMetrics.headers().get("content-type"))
        .startsWith("application/openmetrics-text");
    assertThat(openMetrics.content().toString(StandardCharsets.UTF_8)).endsWith("# EOF\n");
    openMetrics.release();
    assertThat(body(request(HttpMethod.POST, "/observability/metrics"), 405)).contains("GET");
    assertThat(body(request(HttpMethod.POST, "/observability/openapi.json"), 405)).contains("GET");
  }

  @Test
  void theServersMetricsAreTheServersAffairWhereOursCanNotBeHad() {
    EmbeddedChannel channel = new EmbeddedChannel(new Replying(console(Connectors.Reach.LOOPBACK)));
    channel.writeInbound(get("/server/metrics?name[]=a"));
    await()
        .until(
            () -> {
              channel.runPendingTasks();
              return channel.inboundMessages().peek() != null;
            });
    FullHttpRequest passedOn = channel.readInbound();
    assertThat(passedOn.uri()).isEqualTo("/server/metrics?name[]=a");
    assertThat(passedOn.refCnt()).isEqualTo(1);
    passedOn.release();
    channel.finishAndReleaseAll();
  }

  @Test
  void ourMetricsStandBelowTheServers() {
    MetricWriter writer = new MetricWriter();
    metrics = writer;
    Meter meter =
        SdkMeterProvider.builder().registerMetricReader(writer.reader()).build().get("ours");
    meter.counterBuilder("some.count").build().add(3);
    meter.counterBuilder("another.count").build().add(4);

    assertThat(body(get("/server/metrics"), 200)).contains("some_count_total", "another_count");
    assertThat(body(get("/server/metrics?name[]=some_count"), 200))
        .contains("some_count_total")
        .doesNotContain("another_count");
  }

  private static FullHttpRequest browsed(String uri) {
    FullHttpRequest request = get(uri);
    request.headers().set("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    return request;
  }

  private String body(FullHttpRequest request, int status) {
    return body(request, status, Connectors.Reach.LOOPBACK);
  }

  private String body(FullHttpRequest request, int status, Connectors.Reach reach) {
    FullHttpResponse response = response(request, reach);
    assertThat(response.status().code()).isEqualTo(status);
    String body = response.content().toString(StandardCharsets.UTF_8);
    response.release();
    return body;
  }

  private FullHttpResponse response(FullHttpRequest request, Connectors.Reach reach) {
    Console console = console(reach);
    EmbeddedChannel channel = new EmbeddedChannel(new Replying(console));
    channel.writeInbound(request);
    await().until(() -> channel.outboundMessages().peek() != null);
    FullHttpResponse response = channel.readOutbound();
    response.retain();
    channel.finishAndReleaseAll();
    return response;
  }

  private Console console(Connectors.Reach reach) {
    Properties wrong = new Properties();
    wrong.setProperty("observability.sampling", "2");
    Configuration configuration = new Configuration(wrong, Map.of(), problem -> {});
    Monitoring monitoring =
        new Monitoring(folder, "9", telemetry, (m, f, why) -> {}, Governor.none());
    return new Console(
        OwnPages.of(
            OwnPages.models(
                OwnPages::plugin, configuration, models, monitoring, telemetry, metrics)),
        new Callers(bound -> reach),
        true,
        telemetry.workers(),
        telemetry.failures());
  }

  private static FullHttpRequest get(String uri) {
    return request(HttpMethod.GET, uri);
  }

  private static FullHttpRequest request(HttpMethod method, String uri) {
    return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
  }

  private static final class Replying extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Console console;

    Replying(Console console) {
      this.console = console;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      console.reply(ctx, request);
    }
  }
}
