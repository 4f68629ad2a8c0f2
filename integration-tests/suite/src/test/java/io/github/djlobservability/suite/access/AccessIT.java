package io.github.djlobservability.suite.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that strangers reach, as the official images are. */
class AccessIT {
  private static final String MODEL = "/observability/models/scripted";
  private static final String MANAGE = "the-token-of-a-manager";
  private static final String LABEL = "the-token-of-a-labeller";

  @TempDir private Path folder;

  @Test
  void strangersNeedATokenOnAnOpenConnector() throws IOException {
    try (ObservedServer observed = start(false)) {
      RawResponse overview = observed.send(RawRequest.get("/observability"));
      assertThat(overview.status()).isEqualTo(200);
      assertThat(overview.text()).contains("\"name\": \"scripted\"");
      for (RawRequest request :
          new RawRequest[] {
            RawRequest.get(MODEL),
            RawRequest.get(MODEL + "/drift"),
            RawRequest.get(MODEL + "/feedback"),
            RawRequest.postJson(MODEL + "/feedback", "{\"id\": \"a\", \"label\": 1}"),
            RawRequest.postJson(MODEL + "/reference?items=100", "")
          }) {
        RawResponse refused = observed.send(request);
        assertThat(refused.status()).as(request.toString()).isEqualTo(401);
        assertThat(refused.text()).contains("Authorization: Bearer TOKEN");
      }
      assertThat(capture(observed, LABEL).status()).isEqualTo(403);
      assertThat(capture(observed, "a-wrong-token-of-someone").status()).isEqualTo(401);
      assertThat(capture(observed, MANAGE).status()).isEqualTo(202);
      assertThat(observed.send(bearing(RawRequest.get(MODEL + "/drift"), MANAGE)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aPageOfAnotherOriginCanDoNothing() throws IOException {
    try (ObservedServer observed = start(false)) {
      RawRequest foreign =
          RawRequest.post(MODEL + "/reference?items=100", "text/plain", new byte[0])
              .header("origin", "https://elsewhere.example");
      assertThat(observed.send(bearing(foreign, MANAGE)).status()).isEqualTo(403);
      assertThat(observed.send(RawRequest.get("/ping")).status()).isEqualTo(200);
    }
  }

  @Test
  void aBrowserSignsInAndOut() throws IOException {
    try (ObservedServer observed = start(false)) {
      RawResponse signedIn =
          observed.send(
              RawRequest.post(
                  "/observability/session",
                  "application/x-www-form-urlencoded",
                  ("token=" + MANAGE).getBytes(StandardCharsets.UTF_8)));
      assertThat(signedIn.status()).isEqualTo(303);
      String cookie = signedIn.header("set-cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Max-Age=43200");
      String session = cookie.substring(0, cookie.indexOf(';'));
      RawRequest page = RawRequest.get(MODEL + "/drift").header("cookie", session);
      assertThat(observed.send(page).status()).isEqualTo(200);
      RawRequest signOut =
          RawRequest.of("DELETE", "/observability/session").header("cookie", session);
      assertThat(observed.send(signOut).status()).isEqualTo(303);
      assertThat(observed.send(page).status()).isEqualTo(401);
    }
  }

  @Test
  void operatorsNeedNoTokenOnTheManagementConnector() throws IOException {
    try (ObservedServer observed = start(true)) {
      RawRequest drift = RawRequest.get(MODEL + "/drift");
      assertThat(observed.send(drift).status()).isIn(401, 404);
      assertThat(RawConnection.exchange(observed.server().managementUri(), drift).status())
          .isEqualTo(200);
    }
  }

  private ObservedServer start(boolean split) throws IOException {
    Path models = folder.resolve("models");
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    return ObservedServer.start(
        "access",
        launcher -> {
          launcher
              .withModels(models)
              .withOpenConnectors()
              .withEnvironment(
                  Map.of(
                      "SERVING_OBSERVABILITY_ACCESS_TOKEN_MANAGE", MANAGE,
                      "SERVING_OBSERVABILITY_ACCESS_TOKEN_LABEL", LABEL,
                      "SERVING_OBSERVABILITY_FEEDBACK", "true"));
          return split ? launcher.withSplitConnectors() : launcher;
        });
  }

  private static RawResponse capture(ObservedServer observed, String token) throws IOException {
    return observed.send(bearing(RawRequest.postJson(MODEL + "/reference?items=100", ""), token));
  }

  private static RawRequest bearing(RawRequest request, String token) {
    return request.header("authorization", "Bearer " + token);
  }
}
