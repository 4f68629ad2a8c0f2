package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are loaded, asked and unloaded again and again. */
class LoadCyclesIT {
  private static final int CYCLES = 10;
  private static final Pattern VERSION = Pattern.compile("djl_serving_model_version=\"([^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("} [^}]*$");

  @TempDir private Path models;

  @Test
  void leaveNoSeriesBehind() throws IOException {
    ModelFolder model = ModelFolder.onnx(models, "cycled").withTranslator(ScriptedTranslator.class);
    try (ObservedServer observed =
        ObservedServer.start(
            "cycles",
            launcher -> launcher.withSetting("observability.metrics.level", "standard"))) {
      load(observed, model, "v1");
      Set<String> first =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> series(observed, "v1"), series -> has(series, "request_duration"));
      unload(observed, "v1");
      for (int i = 2; i < CYCLES; i++) {
        load(observed, model, "v" + i);
        unload(observed, "v" + i);
      }
      String last = "v" + CYCLES;
      load(observed, model, last);

      // The last values of those that are gone are there for half a minute after they were read.
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                assertThat(versions(observed)).containsExactly(last);
                assertThat(series(observed, last)).containsAll(first).hasSizeLessThan(300);
              });
    }
  }

  private static void load(ObservedServer observed, ModelFolder model, String version)
      throws IOException {
    String url = URLEncoder.encode(model.url(), StandardCharsets.UTF_8);
    String target = "/models?url=" + url + "&model_name=cycled&model_version=" + version;
    assertThat(observed.send(RawRequest.of("POST", target)).status()).isEqualTo(200);
    RawRequest request = RawRequest.postJson("/predictions/cycled/" + version, "{}");
    assertThat(observed.send(request).status()).isEqualTo(200);
  }

  private static void unload(ObservedServer observed, String version) throws IOException {
    RawRequest request = RawRequest.of("DELETE", "/models/cycled/" + version);
    assertThat(observed.send(request).status()).isEqualTo(200);
  }

  private static boolean has(Set<String> series, String metric) {
    return series.stream().anyMatch(each -> each.contains(metric));
  }

  private static Set<String> versions(ObservedServer observed) throws IOException {
    Set<String> versions = new TreeSet<>();
    Matcher matcher = VERSION.matcher(scrape(observed));
    while (matcher.find()) {
      versions.add(matcher.group(1));
    }
    return versions;
  }

  /** Returns the series of a version without its name. */
  private static Set<String> series(ObservedServer observed, String version) throws IOException {
    String label = "djl_serving_model_version=\"" + version + "\"";
    Set<String> series = new TreeSet<>();
    scrape(observed)
        .lines()
        .filter(line -> line.contains(label))
        .map(line -> VALUE.matcher(line).replaceFirst("}").replace(label, ""))
        .forEach(series::add);
    return series;
  }

  private static String scrape(ObservedServer observed) throws IOException {
    return observed.send(RawRequest.get("/observability/metrics")).text();
  }
}
