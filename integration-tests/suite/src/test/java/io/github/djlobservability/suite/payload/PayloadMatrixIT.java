package io.github.djlobservability.suite.payload;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.suite.server.PluginCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends requests of each form in docs/payloads.md to models that give each form of response, behind
 * a translator in Java and of the Python engine. Of each request the fields, the prediction, the
 * score and the number of items must be seen as the page says; where response and request are not
 * of as many items, or the request is none that can be read, its reason.
 *
 * <p>Usually a part, which a printed seed decides ({@code -Dpayload.matrix.seed=...}); all of it
 * with {@code -Dpayload.matrix=all}.
 */
class PayloadMatrixIT {
  private static final boolean ALL = "all".equals(System.getProperty("payload.matrix"));
  private static final long SEED = Long.getLong("payload.matrix.seed", 20261129);
  private static final int SOME_REQUESTS = 8;
  private static final int SOME_RESPONSES = 4;

  /** A metric has no room for the values of more models. */
  private static final int RESPONSES_PER_SERVER = 12;

  /**
   * Responses that may be of another number of items as well: several numbers for one item may be a
   * number for each class, and the classes of one item are written as several predictions are.
   */
  private static final Set<String> AMBIGUOUS =
      Set.of(
          "Objects with a label and a score",
          "A score for each item: XGBoost's handler for two classes",
          "DJL's Classifications, of one item");

  /**
   * Describes a body that can't be read, and its reason.
   *
   * @param contentType null for none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Unreadable(String reason, @Nullable String contentType, byte[] body) {
    static Unreadable of(String reason, String body) {
      return new Unreadable(reason, "application/json", body.getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return reason + " " + contentType;
    }
  }

  private static final List<Unreadable> UNREADABLE =
      List.of(
          Unreadable.of("empty", "[]"),
          Unreadable.of("empty", "  "),
          Unreadable.of("malformed", "{\"age\": 34, "),
          Unreadable.of("positions", "[[34, 22.1]]"),
          Unreadable.of("no_field", "{\"years\": 34}"),
          new Unreadable("type", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3}),
          new Unreadable("type", null, "[{\"age\": 34}]".getBytes(UTF_16)));

  @TempDir private static Path folder;

  @BeforeAll
  static void writeReferences() throws IOException, InterruptedException {
    System.out.println("payload matrix: seed " + SEED + (ALL ? ", all" : ""));
    writeReference("classes", i -> i % 2 == 0 ? "yes" : "no");
    writeReference("numbers", i -> List.of("97.5", "120", "150", "180").get(i % 4));
  }

  /** Returns the forms of responses that go with one server, and those of requests. */
  static List<Arguments> parts() throws IOException {
    Random random = new Random(SEED);
    List<PayloadForm> requests = some(PayloadForm.requests(), SOME_REQUESTS, random);
    requests.removeIf(form -> form.options().containsKey("inputs"));
    List<PayloadForm> responses = some(PayloadForm.responses(), SOME_RESPONSES, random);
    List<Arguments> parts = new ArrayList<>();
    for (int i = 0; i < responses.size(); i += RESPONSES_PER_SERVER) {
      int end = Math.min(responses.size(), i + RESPONSES_PER_SERVER);
      parts.add(Arguments.of(parts.size(), requests, responses.subList(i, end)));
    }
    return parts;
  }

  /** Rows in which each value of the examples is in a bin of its own. */
  private static void writeReference(String name, Function<Integer, String> prediction)
      throws IOException, InterruptedException {
    StringBuilder rows = new StringBuilder("age,bmi,smoker,prediction,score\n");
    for (int i = 0; i < 200; i++) {
      rows.append(List.of("20", "34", "43", "52", "70").get(i % 5)).append(',');
      rows.append(List.of("18", "22.1", "26", "30.5", "40").get(i / 5 % 5)).append(',');
      rows.append(i % 3 == 0).append(',').append(prediction.apply(i)).append(',');
      rows.append(List.of("0.2", "0.5", "0.8", "0.9").get(i / 2 % 4)).append('\n');
    }
    Path csv = folder.resolve(name + ".csv");
    Files.writeString(csv, rows);
    PluginCommand.run(
        "profile",
        "--input",
        csv.toString(),
        "--output",
        folder.resolve(name + ".json").toString(),
        "--prediction",
        "prediction",
        "--score",
        "score");
  }

  private static List<PayloadForm> some(List<PayloadForm> forms, int count, Random random) {
    List<PayloadForm> some = new ArrayList<>(forms);
    if (!ALL) {
      Collections.shuffle(some, random);
      some = new ArrayList<>(some.subList(0, count));
    }
    return some;
  }

  @ParameterizedTest(name = "part {0}")
  @MethodSource("parts")
  void isReadAsThePageSaysOrItsReasonIsCounted(
      int part, List<PayloadForm> requests, List<PayloadForm> responses) throws IOException {
    Path store = Files.createDirectories(folder.resolve("models" + part));
    try (MatrixServer server = new MatrixServer(store, responses, folder)) {
      List<String> wrong = new ArrayList<>();
      for (PayloadForm request : requests) {
        server.send(request.bytes(), request.contentType(), request.items(), request.items());
        server.models().forEach(model -> wrong.addAll(differences(server, request, model)));
      }
      for (Unreadable request : UNREADABLE) {
        server.send(request.body(), request.contentType(), 1, 0);
        server.models().forEach(model -> wrong.addAll(differences(server, request, model)));
      }
      System.out.println(
          "payload matrix: %d forms of requests and %d that can't be read, to %d models: %d differences"
              .formatted(requests.size(), UNREADABLE.size(), server.models().size(), wrong.size()));
      assertThat(wrong).isEmpty();
    }
  }

  private static List<String> differences(
      MatrixServer server, Unreadable request, MatrixModel model) {
    Map<String, Long> outcomes = server.outcomes(model);
    return outcomes.equals(Map.of(request.reason(), 1L))
        ? List.of()
        : List.of(request + " | " + model.name() + " | " + outcomes);
  }

  private static List<String> differences(
      MatrixServer server, PayloadForm request, MatrixModel model) {
    List<String> differences = new ArrayList<>();
    for (String feature : List.of("age", "bmi", "smoker")) {
      List<String> values = request.read().stream().map(item -> value(item, feature)).toList();
      differences.add(difference(server, model, feature, values));
    }
    PayloadForm response = model.response();
    boolean fits = request.items() == response.items();
    if (fits || !AMBIGUOUS.contains(response.title())) {
      differences.add(difference(server, model, "prediction", predicted(request, response, 0)));
      differences.add(difference(server, model, "score", predicted(request, response, 1)));
      Map<String, Long> outcomes = server.outcomes(model);
      String outcome = fits ? "compared" : "no_prediction";
      boolean right = outcomes.equals(Map.of(outcome, (long) request.items()));
      differences.add(right ? "" : "outcomes " + outcomes);
    }
    differences.removeIf(String::isEmpty);
    String cell = request.title() + " | " + response.title() + " | " + model.name() + " | ";
    return differences.stream().map(difference -> cell + difference).toList();
  }

  private static String difference(
      MatrixServer server, MatrixModel model, String feature, List<String> values) {
    Map<String, Long> came = server.values(model, feature);
    return ValueCounts.hold(came, values) ? "" : feature + " " + values + " was " + came;
  }

  /** Returns the value of an item such as {@code age=34 bmi=22.1}. */
  private static String value(String item, String feature) {
    int start = item.indexOf(feature + "=") + feature.length() + 1;
    int end = item.indexOf(' ', start);
    return item.substring(start, end < 0 ? item.length() : end);
  }

  /** Returns a part of each prediction such as {@code yes 0.9}; none if there is not one each. */
  private static List<String> predicted(PayloadForm request, PayloadForm response, int part) {
    if (request.items() != response.items()) {
      return Collections.nCopies(request.items(), "");
    }
    List<String> parts = new ArrayList<>();
    for (String line : response.read()) {
      String[] words = line.split(" ", -1);
      parts.add(words.length > part ? words[part] : "");
    }
    return parts;
  }
}
