package io.github.djlobservability.suite.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Asks a model whose predictions wait for labels, and sends them. */
final class LabelClient {

  static final String MODEL = "labelled";
  static final String PAGE = "/observability/models/" + MODEL + "/feedback";

  private final URI server;

  LabelClient(URI server) {
    this.server = server;
  }

  /** Returns a model that answers with the class that it is told. */
  static ModelFolder writeModel(Path store) throws IOException {
    return ModelFolder.onnx(store, MODEL)
        .withTranslator(ScriptedTranslator.class)
        .with("observability.sampling", "0")
        .with("observability.feedback", "true")
        .with("observability.feedback.lateness", "0")
        .with("observability.feedback.key", "order")
        .with("observability.segments", "region");
  }

  /** Returns a request that is answered with a class. */
  static RawRequest question(String id, String predictedClass) {
    String script =
        "{\"echo\": [\"class\"], \"order\": \"order-%s\", \"region\": \"north\"}".formatted(id);
    return RawRequest.postJson("/predictions/" + MODEL, script)
        .header("x-request-id", id)
        .header("class", predictedClass);
  }

  RawResponse send(RawRequest request) throws IOException {
    return RawConnection.exchange(server, request);
  }

  RawResponse label(String contentType, String body) throws IOException {
    return send(RawRequest.post(PAGE, contentType, body.getBytes(UTF_8)));
  }

  JsonObject labelled(String contentType, String body) throws IOException {
    RawResponse response = label(contentType, body);
    if (response.status() != 200) {
      throw new AssertionError("labels are answered with " + response.text());
    }
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }

  JsonObject report() throws IOException {
    RawResponse response = send(RawRequest.get(PAGE));
    if (response.status() != 200) {
      throw new AssertionError("the page is answered with " + response.text());
    }
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }

  /** Returns a figure of the report's predictions. */
  long predictions(String figure) throws IOException {
    return report().getAsJsonObject("predictions").get(figure).getAsLong();
  }

  static int outcome(JsonObject answer, String outcome) {
    JsonObject outcomes = answer.getAsJsonObject("outcomes");
    return outcomes.has(outcome) ? outcomes.get(outcome).getAsInt() : 0;
  }
}
