package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
  private static final String TOKEN = "token-of-a-reader";

  /** More than an address has wrong tokens in a row before none of its tokens is looked at. */
  private static final int TRIES = 30;

  @TempDir Path folder;

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private Pages pages;

  @BeforeEach
  void start() {
    pages =
        OwnPages.of(
            OwnPages.models(
                OwnPages::plugin,
                new Configuration(new Properties(), Map.of(), problem -> {}),
                new ServedModels(System::nanoTime),
                new Monitoring(folder, "9", telemetry, (m, f, why) -> {}, Governor.none()),
                telemetry,
                null),
            new AccessSettings(Map.of(Right.READ, TOKEN), true, List.of(), List.of()));
  }

  @Test
  void aBrowserSignsInWithAToken() {
    Reply reply = reply(signIn(TOKEN));
    assertThat(reply.status().code()).isEqualTo(303);
    assertThat(reply.headers().get("set-cookie")).contains("HttpOnly; SameSite=Strict");
    assertThat(reply(signIn("wrong")).status().code()).isEqualTo(401);
  }

  @Test
  void theCookieOfASecureConnectionStaysOnSuch() {
    assertThat(reply(signIn(TOKEN)).headers().get("set-cookie")).doesNotContain("Secure");
    FullHttpRequest forwarded = signIn(TOKEN);
    forwarded.headers().set("x-forwarded-proto", "https");
    assertThat(reply(forwarded).headers().get("set-cookie")).endsWith("; Secure");
  }

  /** A browser sends such forms for any page, and from the address of its user. */
  @Test
  void aPageOfAnotherOriginCanNotLockItsReaderOut() {
    for (int i = 0; i < TRIES; i++) {
      FullHttpRequest foreign = signIn("wrong");
      foreign.headers().set("origin", "https://evil.example");
      Reply reply = reply(foreign);
      assertThat(reply.status().code()).isEqualTo(403);
      assertThat(reply.delayMillis()).isZero();
    }
    assertThat(reply(signIn(TOKEN)).status().code()).isEqualTo(303);
  }

  @Test
  void aPageOfAnotherOriginCanNotSignItsReaderOut() {
    FullHttpRequest foreign = form("sign=out");
    foreign.headers().set("sec-fetch-site", "cross-site");
    Reply reply = reply(foreign);
    assertThat(reply.status().code()).isEqualTo(403);
    assertThat(reply.headers()).doesNotContainKey("set-cookie");
  }

  /** A scraper may send what it sends everywhere; where anyone may read, it is no try. */
  @Test
  void whatAScraperSendsWhereAnyoneMayReadIsNoTry() {
    for (int i = 0; i < TRIES; i++) {
      assertThat(reply(bearing("/observability/openapi.json", "Basic YTpi")).status().code())
          .isEqualTo(200);
    }
    assertThat(reply(bearing("/observability", "Bearer " + TOKEN)).status().code()).isEqualTo(200);
  }

  private Reply reply(FullHttpRequest request) {
    return pages.reply(OwnPages.fromOutside(request)).join();
  }

  private static FullHttpRequest signIn(String token) {
    return form("token=" + token);
  }

  private static FullHttpRequest form(String fields) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/observability/session",
            Unpooled.wrappedBuffer(fields.getBytes(StandardCharsets.UTF_8)));
    request.headers().set("content-type", "application/x-www-form-urlencoded");
    request.headers().set("host", "models.example");
    return request;
  }

  private static FullHttpRequest bearing(String uri, String authorization) {
    FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
    request.headers().set("authorization", authorization);
    return request;
  }
}
