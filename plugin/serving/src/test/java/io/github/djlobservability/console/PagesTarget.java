package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.fuzz.FuzzTarget;
import io.github.djlobservability.fuzz.Scraps;
import io.github.djlobservability.fuzz.TargetFolder;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for pages, sends labels and takes references with requests of any bytes, as a stranger and
 * as an operator: each gets a reply that is no fault of ours, and what only a token allows stays
 * shut.
 */
public final class PagesTarget implements FuzzTarget {
  private static final String TOKEN = "a-token-nobody-guesses";
  private static final int MAX_BODY = 1 << 16;
  private static final int FAULT = 500;
  private static final int BUSY = 503;

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final ModelPages models;
  private final Pages pages;

  /** Starts the monitoring of one model. */
  public PagesTarget() throws IOException {
    Path folder = new TargetFolder("pages").path();
    Properties settings = new Properties();
    settings.setProperty("observability.feedback", "true");
    settings.setProperty("observability.feedback.labels-per-minute", "1000000000");
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    ServedModels served = new ServedModels(System::nanoTime);
    Monitoring monitoring =
        new Monitoring(folder.resolve("state"), "9", telemetry, (m, f, why) -> {}, Governor.none());
    monitoring.start();
    monitoring.loaded(
        served.add(new ModelId("m", null), configuration.model("m", settings), true), folder);
    models = OwnPages.models(OwnPages::plugin, configuration, served, monitoring, telemetry, null);
    pages = pages();
  }

  /** Nobody is locked out for the tries of the one before. */
  private Pages pages() {
    return OwnPages.of(
        models, new AccessSettings(Map.of(Right.MANAGE, TOKEN), true, List.of(), List.of("host")));
  }

  @Override
  public void take(byte[] input) throws ExecutionException, InterruptedException, TimeoutException {
    Scraps scraps = new Scraps(input);
    boolean stranger = scraps.choice(2) == 0;
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new BrokenOff());
    channel.writeInbound(Unpooled.copiedBuffer(scraps.rest()));
    for (FullHttpRequest request = channel.readInbound();
        request != null;
        request = channel.readInbound()) {
      if (request.decoderResult().isSuccess() && Console.accepts(request)) {
        reply(request, stranger);
      }
      request.release();
    }
    channel.finishAndReleaseAll();
    assertThat(telemetry.failures().count()).isZero();
  }

  private void reply(FullHttpRequest request, boolean stranger)
      throws ExecutionException, InterruptedException, TimeoutException {
    PageRequest copied = copied(request, stranger);
    if (copied == null) {
      return;
    }
    Reply reply = (stranger ? pages() : pages).reply(copied).get(30, TimeUnit.SECONDS);
    int status = reply.status().code();
    assertThat(status)
        .satisfiesAnyOf(s -> assertThat(s).isLessThan(FAULT), s -> assertThat(s).isEqualTo(BUSY));
    if (stranger && !copied.isRead() && !request.toString().contains(TOKEN)) {
      assertThat(status).isGreaterThanOrEqualTo(300);
    }
  }

  /** Returns null for an address that can't be decoded; its sender is told so. */
  private static @Nullable PageRequest copied(FullHttpRequest request, boolean stranger) {
    try {
      return stranger ? OwnPages.fromOutside(request) : OwnPages.onLoopback(request);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A request that breaks off is refused by the server, not by us. */
  private static final class BrokenOff extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close().addListener(closed -> {});
    }
  }
}
