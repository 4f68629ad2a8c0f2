package io.github.djlobservability.suite.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser gets it: by HTTP, out of the packaged jar. */
class PageHttpIT {
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String TOKEN = "the-token-of-a-manager";
  private static final String MODEL = "/observability/models/scripted";
  private static final Pattern ASSET =
      Pattern.compile("(?:src|href)=\"(/observability/assets/[^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void browsersGetPagesAndAllThatTheyNeedForThem() throws IOException {
    try (ObservedServer observed = start()) {
      RawResponse page = observed.send(browsed("/observability"));
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("content-type")).contains("text/html; charset=utf-8");
      assertThat(page.header("content-security-policy").orElseThrow())
          .contains("script-src 'self'", "style-src 'self'")
          .doesNotContain("unsafe");
      Matcher assets = ASSET.matcher(page.text());
      int found = 0;
      while (assets.find()) {
        RawResponse asset = observed.send(RawRequest.get(assets.group(1)));
        assertThat(asset.status()).as(assets.group(1)).isEqualTo(200);
        assertThat(asset.header("cache-control").orElseThrow()).contains("immutable");
        found++;
      }
      assertThat(found).isEqualTo(5);
      RawResponse json = observed.send(RawRequest.get("/observability"));
      assertThat(json.header("content-type")).contains("application/json");
      JsonObject api =
          JsonParser.parseString(
                  observed
                      .send(
                          RawRequest.get("/observability/openapi.json")
                              .header("authorization", "Bearer " + TOKEN))
                      .text())
              .getAsJsonObject();
      assertThat(api.getAsJsonObject("paths").keySet())
          .contains("/observability", "/observability/models/{model}/drift");
    }
  }

  @Test
  void whoSignsInOnThePageComesBackAndCanAct() throws IOException {
    try (ObservedServer observed = start()) {
      RawResponse asked = observed.send(browsed(MODEL));
      assertThat(asked.status()).isEqualTo(401);
      assertThat(asked.text()).contains("name=\"back\" value=\"" + MODEL + "\"");
      RawResponse signedIn =
          observed.send(form("/observability/session", "token=" + TOKEN + "&back=" + MODEL));
      assertThat(signedIn.status()).isEqualTo(303);
      assertThat(signedIn.header("location")).contains(MODEL);
      String cookie = signedIn.header("set-cookie").orElseThrow();
      String session = cookie.substring(0, cookie.indexOf(';'));
      RawResponse model = observed.send(browsed(MODEL).header("cookie", session));
      assertThat(model.status()).isEqualTo(200);
      assertThat(model.text()).contains("Take a new reference", "Sign out");
      // As a browser without a script does.
      RawResponse taken =
          observed.send(
              form(MODEL + "/reference", "items=100")
                  .header("accept", HTML)
                  .header("cookie", session));
      assertThat(taken.status()).isEqualTo(303);
      assertThat(taken.header("location")).contains(MODEL);
      await()
          .until(
              () ->
                  observed
                      .send(browsed(MODEL).header("cookie", session))
                      .text()
                      .contains("0 of 100 items"));
    }
  }

  @Test
  void aForeignAddressIsNowhereToComeBackTo() throws IOException {
    try (ObservedServer observed = start()) {
      for (String back :
          new String[] {
            "//elsewhere.example", "https://elsewhere.example", "/observability%0d%0ax"
          }) {
        RawResponse signedIn =
            observed.send(form("/observability/session", "token=" + TOKEN + "&back=" + back));
        assertThat(signedIn.header("location")).as(back).contains("/observability");
      }
    }
  }

  private ObservedServer start() throws IOException {
    Path models = folder.resolve("models");
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    return ObservedServer.start(
        "page-http",
        launcher ->
            launcher
                .withModels(models)
                .withOpenConnectors()
                .withEnvironment(Map.of("SERVING_OBSERVABILITY_ACCESS_TOKEN_MANAGE", TOKEN)));
  }

  private static RawRequest browsed(String path) {
    return RawRequest.get(path).header("accept", HTML);
  }

  private static RawRequest form(String path, String fields) {
    return RawRequest.post(
        path, "application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
  }
}
