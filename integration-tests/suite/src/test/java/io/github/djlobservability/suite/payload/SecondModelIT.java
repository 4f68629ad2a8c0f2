package io.github.djlobservability.suite.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.speech.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second model makes embeddings of recordings; one that can't be loaded harms nobody. */
class SecondModelIT {
  private static final long SEED = 20261130;
  private static final int REFERENCE = 130;
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /**
   * Is a model in ONNX: of a second of sound it gives the mean size of the samples in each of eight
   * parts (Reshape, Abs, ReduceMean; made with onnx 1.23).
   */
  private static final String LOUDNESS =
      "CAg61AEKGQoEd2F2ZQoBcxIFcGFydHMiB1Jlc2hhcGUKEQoFcGFydHMSA2FicyIDQWJzCjoKA2FicxIJZW1iZWRkaW5n"
          + "IgpSZWR1Y2VNZWFuKgsKBGF4ZXNAAqABByoPCghrZWVwZGltcxgAoAECEg9hdWRpb19lbWJlZGRpbmcqIQgDEAdC"
          + "AXNKGAEAAAAAAAAACAAAAAAAAAD//////////1oXCgR3YXZlEg8KDQgBEgkKAggBCgMIgH1iGwoJZW1iZWRkaW5n"
          + "Eg4KDAgBEggKAggBCgIICEIECgAQDQ==";

  private final Random random = new Random(SEED);
  @TempDir private Path models;

  @Test
  void itsEmbeddingsAreWatchedAndOneThatIsNotThereIsSaid() throws IOException {
    System.out.println("seed " + SEED);
    Path folder = recogniser("heard", "second/loudness.onnx").path();
    Files.createDirectories(folder.resolve("second"));
    Files.write(folder.resolve("second/loudness.onnx"), Base64.getDecoder().decode(LOUDNESS));
    recogniser("alone", "second/nowhere.onnx");
    try (ObservedServer server =
        ObservedServer.start(
            "second-model",
            launcher ->
                launcher
                    .withModels(models)
                    .withSetting("observability.media-cpu", "1")
                    .withSetting("observability.cpu-share", "100%"))) {
      // The first recording has it loaded.
      await()
          .atMost(DEADLINE)
          .until(
              () -> {
                send(server, "heard");
                return embeddings(server, "heard").get("made").getAsLong() > 0;
              });
      while (coverage(server, "heard").get("seen").getAsLong() < REFERENCE) {
        send(server, "heard");
      }
      await()
          .atMost(DEADLINE)
          .until(() -> report(server, "heard").getAsJsonObject("reference") != null);
      send(server, "heard");
      await().atMost(DEADLINE).until(() -> features(server, "heard").size() > 0);
      assertThat(features(server, "heard"))
          .contains(
              "audio.peak_dbfs",
              "audio.sampled_embedding.norm",
              "audio.sampled_embedding.distance",
              "audio.sampled_embedding.component_1");
      assertThat(embeddings(server, "heard").get("failed").getAsLong()).isZero();
      assertThat(embeddings(server, "heard").has("problem")).isFalse();

      send(server, "alone");
      await().atMost(DEADLINE).until(() -> embeddings(server, "alone").has("problem"));
      send(server, "alone");
      assertThat(coverage(server, "alone").get("notes").toString())
          .contains("observability.embedding-model makes no embeddings: it can't be loaded");
    }
  }

  private ModelFolder recogniser(String name, String second) throws IOException {
    return ModelFolder.python(models, name)
        .with("observability.reference.capture", Integer.toString(REFERENCE))
        .with("observability.embedding-model", second)
        .with("observability.embedding-input", "1,16000");
  }

  /** Sends a second of noise, and gets it back. */
  private void send(ObservedServer server, String model) throws IOException {
    double[] samples = new double[Sound.SAMPLE_RATE];
    double level = 0.02 + 0.2 * random.nextDouble();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = level * Math.max(-3, Math.min(3, random.nextGaussian()));
    }
    RawRequest request =
        RawRequest.post("/predictions/" + model, "audio/wav", new Sound(samples).wav());
    assertThat(server.send(request).status()).isEqualTo(200);
  }

  private static JsonObject embeddings(ObservedServer server, String model) throws IOException {
    JsonObject found = coverage(server, model).getAsJsonObject("embeddings");
    assertThat(found).isNotNull();
    return found;
  }

  private static JsonObject coverage(ObservedServer server, String model) throws IOException {
    return report(server, model).getAsJsonObject("coverage");
  }

  private static List<String> features(ObservedServer server, String model) throws IOException {
    JsonObject evaluation = report(server, model).getAsJsonObject("evaluation");
    JsonArray features =
        evaluation == null ? new JsonArray() : evaluation.getAsJsonArray("features");
    return StreamSupport.stream(features.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(feature -> feature.get("feature").getAsString())
        .toList();
  }

  private static JsonObject report(ObservedServer server, String model) throws IOException {
    RawResponse response = server.send(RawRequest.get("/observability/models/" + model + "/drift"));
    assertThat(response.status()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }
}
