package io.github.djlobservability.suite.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.suite.http.Chunk;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.MlpReference;
import io.github.djlobservability.suite.model.ScriptedResponse;
import io.github.djlobservability.suite.model.SuiteModels;
import io.github.djlobservability.suite.model.Tensors;
import io.github.djlobservability.suite.model.TranslatorClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server and the models of the suite, without the plugin: what the other tests stand on. */
class ServerProcessIT {

  @TempDir private static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    Path models = SuiteModels.write(folder.resolve("models"));
    server =
        new ServerLauncher("foundations")
            .forFewRequests()
            .withModels(models)
            .withDependency(TranslatorClasses.jar(folder.resolve("factory.jar")))
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scripted", "jar", "factory", "stacked", "padded"})
  void everyTranslatorIsFoundAndComputes(String model) throws IOException {
    RawResponse response = predict(model, "{\"rows\": [[1, 2, 3, 4]]}");

    assertThat(response.status()).describedAs("%s", response).isEqualTo(200);
    assertThat(ScriptedResponse.parse(response.text()).outputs())
        .containsExactly(MlpReference.probabilities(1, 2, 3, 4), within(1e-6));
  }

  @Test
  void theDefaultTranslatorTakesTensors() throws IOException {
    RawRequest npz =
        RawRequest.post("/predictions/plain", "tensor/npz", Tensors.npz(new float[] {1, 2, 3, 4}));
    RawRequest ndlist =
        RawRequest.post(
            "/predictions/plain", "tensor/ndlist", Tensors.ndlist(new float[] {1, 2, 3, 4}));

    assertThat(RawConnection.exchange(server.uri(), npz).status()).isEqualTo(200);
    assertThat(RawConnection.exchange(server.uri(), ndlist).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocess", "inference", "postprocess"})
  void aPhaseFailsWhenAsked(String phase) throws IOException {
    assertThat(predict("scripted", "{\"fail\": \"" + phase + "\"}").status()).isEqualTo(400);
  }

  @Test
  void theModelAnswersWithAnyStatus() throws IOException {
    assertThat(predict("scripted", "{\"code\": 507}").status()).isEqualTo(507);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "published"})
  void streamsChunkByChunk(String model) throws IOException {
    Path gate = folder.resolve(model + "-gate-");
    String script = "{\"chunks\": 3, \"gate\": \"" + gate + "\"}";
    try (RawConnection connection = RawConnection.open(server.uri())) {
      connection.send(RawRequest.postJson("/predictions/" + model, script));
      for (int part = 0; part < 3; part++) {
        Files.createFile(Path.of(gate.toString() + part));
        if (part == 0) {
          // The server waits for the first part with the head, too.
          assertThat(connection.readHead().status()).isEqualTo(200);
        }
        assertThat(connection.readChunk().map(Chunk::text)).hasValue("part " + part + "\n");
      }
      assertThat(connection.readChunk()).isEmpty();
    }
  }

  @Test
  void breaksAStreamOffWhenAsked() throws IOException {
    RawResponse response = predict("chunked", "{\"chunks\": 3, \"failAtChunk\": 1}");

    assertThat(response.isComplete()).isFalse();
    assertThat(response.chunks()).extracting(Chunk::text).containsExactly("part 0\n");
  }

  @Test
  void takesAndGivesBigBodies() throws IOException {
    byte[] body = new byte[3_000_000];
    CRC32 checksum = new CRC32();
    checksum.update(body);
    RawRequest request = RawRequest.post("/predictions/length", "application/octet-stream", body);

    assertThat(RawConnection.exchange(server.uri(), request).text())
        .isEqualTo("3000000 bytes, CRC-32 " + Long.toHexString(checksum.getValue()));
    assertThat(
            RawConnection.exchange(server.uri(), request.header("x-answer-bytes", "5000000"))
                .body())
        .hasSize(5_000_000);
  }

  private static RawResponse predict(String model, String script) throws IOException {
    return RawConnection.exchange(
        server.uri(),
        RawRequest.post("/predictions/" + model, "application/json", script.getBytes(UTF_8)));
  }
}
