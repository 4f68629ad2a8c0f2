package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.load.DeviceReader;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
  @TempDir Path folder;

  private final ServedModels models = new ServedModels(System::nanoTime);
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");

  @Test
  void showsEachModelsFigures() {
    models
        .add(new ModelId("m", "1"), ModelSettings.DEFAULTS, true)
        .statistics()
        .request(2_000_000, true);
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
    models.add(new ModelId("m", "1"), ModelSettings.DEFAULTS, true);
    assertThat(body(get("/observability/models/m?version=1"), 200)).contains("\"name\": \"m\"");
    assertThat(body(get("/observability/models/n"), 404)).contains("m:1");
    assertThat(body(get("/observability/models/m/drift"), 404)).contains("not watched");
    assertThat(body(request(HttpMethod.POST, "/observability/models/m/reference?items=5"), 400))
        .contains("items=5 is not allowed; allowed: 100 to 1000000");
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

  private String body(FullHttpRequest request, int status) {
    Overview.Plugin plugin = new Overview.Plugin("9", "0.36.0", true, null);
    Properties wrong = new Properties();
    wrong.setProperty("observability.sampling", "2");
    Configuration configuration = new Configuration(wrong, Map.of(), problem -> {});
    Monitoring monitoring = new Monitoring(folder, "9", telemetry);
    LoadMonitoring load =
        new LoadMonitoring(
            models, Map::of, List.of(), DeviceReader.NONE, telemetry, System::nanoTime);
    Console console =
        new Console(
            new Pages(
                () -> plugin,
                configuration,
                models,
                monitoring,
                load,
                telemetry.failures(),
                HardwareFigures.NONE),
            telemetry.failures());
    EmbeddedChannel channel = new EmbeddedChannel(new Answering(console));
    channel.writeInbound(request);
    FullHttpResponse response = channel.readOutbound();
    assertThat(response.status().code()).isEqualTo(status);
    String body = response.content().toString(StandardCharsets.UTF_8);
    response.release();
    channel.finishAndReleaseAll();
    return body;
  }

  private static FullHttpRequest get(String uri) {
    return request(HttpMethod.GET, uri);
  }

  private static FullHttpRequest request(HttpMethod method, String uri) {
    return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
  }

  private static final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Console console;

    Answering(Console console) {
      this.console = console;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      String path = new QueryStringDecoder(request.uri()).path();
      console.answer(ctx, request, path.split("/", -1));
    }
  }
}
