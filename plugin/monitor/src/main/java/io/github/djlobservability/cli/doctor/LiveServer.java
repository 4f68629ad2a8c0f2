package io.github.djlobservability.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.cli.source.InputException;
import io.github.djlobservability.payload.DoctorRequest;
import io.github.djlobservability.payload.ExpectedPrediction;
import io.github.djlobservability.payload.ExpectedPrediction.Kind;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.Schema;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a running server for a model's reference, and for the response to a request. */
final class LiveServer {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String url;
  private final String predictions;
  private final String model;
  private final @Nullable String token;

  /**
   * @param url the server's, such as {@code http://localhost:8080}
   * @param predictions where it takes requests for models; null for the same
   * @param token gives the right to read pages, or to manage; null for none
   */
  LiveServer(String url, @Nullable String predictions, String model, @Nullable String token) {
    this.url = withoutSlash(url);
    this.predictions = predictions == null ? this.url : withoutSlash(predictions);
    this.model = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    this.token = token;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Returns what the model's payloads are read by. */
  Expectation expectation() throws IOException {
    HttpRequest.Builder request = request(url, "/observability/models/" + model + "/reference");
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> response = send(request.GET().build());
    return expectation(page(response));
  }

  /** Returns the model's response to a request that asks to be left out of what is watched. */
  Reply respond(Sample sample) throws IOException {
    HttpRequest.Builder request =
        request(predictions, "/predictions/" + model)
            .header(DoctorRequest.HEADER, token == null ? "true" : DoctorRequest.BEARER + token)
            // As curl says it; handlers of scikit-learn and XGBoost fail without.
            .header("accept", "*/*")
            .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
    String type = sample.sentType();
    if (type != null) {
      request.header("content-type", type);
    }
    HttpResponse<byte[]> response;
    try {
      response = send(request.build());
    } catch (InputException e) {
      throw new InputException(e.getMessage() + " (it was sent as " + sample.sentAs() + ")", e);
    }
    return new Reply(
        Sample.received(
            response.body(),
            response.headers().firstValue("content-type").orElse(null),
            response.headers().firstValue("content-length").isEmpty()),
        counted(response.headers().firstValue(DoctorRequest.HEADER).orElse(null)));
  }

  /**
   * The response to a request.
   *
   * @param counted why the server counts the request as any other; null if it leaves it out
   */
  record Reply(Sample response, @Nullable String counted) {}

  private static @Nullable String counted(@Nullable String said) {
    if (said == null) {
      return "the server does not say that it leaves it out";
    }
    return said.equals(DoctorRequest.LEFT_OUT)
        ? null
        : said.startsWith(DoctorRequest.COUNTED)
            ? said.substring(DoctorRequest.COUNTED.length())
            : said;
  }

  private HttpRequest.Builder request(String server, String path) throws InputException {
    try {
      return HttpRequest.newBuilder(URI.create(server + path)).timeout(LIMIT);
    } catch (IllegalArgumentException e) {
      String option = server.equals(url) ? "--url " : "--predictions-url ";
      throw new InputException(option + server + " is no address such as http://localhost:8080", e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() >= 300) {
        throw new InputException(
            request.uri()
                + ": status "
                + response.statusCode()
                + ": "
                + new String(response.body(), StandardCharsets.UTF_8).strip());
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException(request.uri() + ": interrupted", e);
    } catch (ConnectException e) {
      throw new InputException(request.uri() + ": no server answers there; is it running?", e);
    } catch (IOException e) {
      throw e instanceof InputException
          ? e
          : new InputException(
              request.uri() + ": " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /** Reads a page; what answers at the address may be no server of ours. */
  private static JsonNode page(HttpResponse<byte[]> response) throws InputException {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException | StackOverflowError e) {
      String why = e.getMessage() == null ? "it is nested too deep" : e.getMessage();
      throw new InputException(response.uri() + ": no page of the plugin: " + firstLine(why), e);
    }
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Expectation expectation(JsonNode page) throws InputException {
    List<Feature> features = new ArrayList<>();
    Set<String> optional = new HashSet<>();
    try {
      for (JsonNode feature : page.path("features")) {
        features.add(
            new Feature(
                feature.path("name").asText(),
                FeatureType.valueOf(feature.path("type").asText()),
                FeatureRole.valueOf(feature.path("role").asText())));
        if (!feature.path("required").asBoolean(true)) {
          optional.add(feature.path("name").asText());
        }
      }
      ReadingSettings reading =
          new ReadingSettings(
                  path(page.path("inputs")),
                  path(page.path("prediction")),
                  path(page.path("score")),
                  texts(page.path("featureNames")))
              .withScoredClass(page.path("scoredClass").textValue());
      Schema schema = features.isEmpty() ? null : new Schema(features);
      Set<String> leftOut = new HashSet<>(texts(page.path("leftOut")));
      List<String> notWatched = new ArrayList<>();
      page.path("notWatched").forEach(one -> notWatched.add(one.path("sentence").asText()));
      return new Expectation(
          schema,
          optional,
          prediction(schema, texts(page.path("classes"))),
          reading,
          page.path("positiveClass").textValue(),
          page.path("streamedText").asBoolean(false),
          leftOut,
          notWatched);
    } catch (IllegalArgumentException e) {
      throw new InputException("the server's page of the reference: " + e.getMessage(), e);
    }
  }

  private static ExpectedPrediction prediction(@Nullable Schema schema, List<String> classes) {
    return schema == null
        ? new ExpectedPrediction(Kind.UNKNOWN, List.of(), false)
        : ReferenceExpectations.prediction(schema, classes);
  }

  private static @Nullable FieldPath path(JsonNode node) {
    return node.isTextual() ? FieldPath.parse(node.asText()) : null;
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
