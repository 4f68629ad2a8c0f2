package io.github.djlobservability.suite.payload;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.Metrics;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends requests of each form in docs/payloads.md to models that give each form of response, behind
 * a translator in Java and of the Python engine. Of each request the fields, the prediction, the
 * score and the number of items must be seen as the page says; where response and request are not
 * of as many items, or the request is none that can be read, its reason.
 *
 * <p>Usually a part, which a printed seed decides ({@code -Dpayload.matrix.seed=...}); all of it
 * with {@code -Dpayload.matrix=all}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayloadMatrixIT {
  private static final boolean ALL = "all".equals(System.getProperty("payload.matrix"));
  private static final long SEED = Long.getLong("payload.matrix.seed", 20261129);
  private static final int SOME_REQUESTS = 12;
  private static final int SOME_RESPONSES = 6;

  /**
   * Responses that may be of another number of items as well: several numbers for one item may be
   * a number for each class, and the classes of one item are written as several predictions are.
   */
  private static final Set<String> AMBIGUOUS =
      Set.of(
          "A score for each item: XGBoost's handler for two classes",
          "DJL's Classifications, of one item");

  /**
   * What can't be read, and its reason.
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

  @TempDir private Path folder;
  private final List<MatrixModel> models = new ArrayList<>();
  private final Random random = new Random(SEED);
  private List<PayloadForm> requests = List.of();
  private ObservedServer observed;
  private Metrics seen;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    System.out.println("payload matrix: seed " + SEED + (ALL ? ", all" : ""));
    Path references = Files.createDirectories(folder.resolve("references"));
    writeReference(references.resolve("classes"), i -> i % 2 == 0 ? "yes" : "no");
    writeReference(
        references.resolve("numbers"), i -> List.of("97.5", "120", "150", "180").get(i % 4));
    requests = some(PayloadForm.requests(), SOME_REQUESTS);
    requests.removeIf(form -> form.options().containsKey("inputs"));
    Path store = Files.createDirectories(folder.resolve("models"));
    for (PayloadForm response : some(PayloadForm.responses(), SOME_RESPONSES)) {
      models.add(MatrixModel.java(store, models.size(), response, references));
      models.add(MatrixModel.python(store, models.size(), response, references));
    }
    observed = ObservedServer.start("payloads", launcher -> launcher.withModels(store));
    seen = observed.receiver().awaitMetrics(metrics -> true);
  }

  @AfterAll
  void stop() throws IOException {
    observed.close();
  }

  /** Rows in which each value of the examples is in a bin of its own. */
  private static void writeReference(Path file, Function<Integer, String> prediction)
      throws IOException, InterruptedException {
    StringBuilder rows = new StringBuilder("age,bmi,smoker,prediction,score\n");
    for (int i = 0; i < 200; i++) {
      rows.append(List.of("20", "34", "43", "52", "70").get(i % 5)).append(',');
      rows.append(List.of("18", "22.1", "26", "30.5", "40").get(i / 5 % 5)).append(',');
      rows.append(i % 3 == 0).append(',').append(prediction.apply(i)).append(',');
      rows.append(List.of("0.2", "0.5", "0.8", "0.9").get(i / 2 % 4)).append('\n');
    }
    Path csv = Path.of(file + ".csv");
    Files.writeString(csv, rows);
    PluginCommand.run(
        "profile",
        "--input",
        csv.toString(),
        "--output",
        file + ".json",
        "--prediction",
        "prediction",
        "--score",
        "score");
  }

  private List<PayloadForm> some(List<PayloadForm> forms, int count) {
    List<PayloadForm> some = new ArrayList<>(forms);
    if (!ALL) {
      Collections.shuffle(some, random);
      some = new ArrayList<>(some.subList(0, count));
    }
    return some;
  }

  @Test
  void everyRequestAndResponseIsReadAsThePageSaysOrItsReasonIsCounted() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (PayloadForm request : requests) {
      Metrics before = seen;
      send(request.bytes(), request.contentType(), request.items(), request.items());
      for (MatrixModel model : models) {
        wrong.addAll(differences(request, model, before));
      }
    }
    int cells = requests.size() * models.size();
    System.out.println(
        "payload matrix: %d forms of requests, %d models: %d cells, %d differences"
            .formatted(requests.size(), models.size(), cells, wrong.size()));
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatCannotBeReadIsCountedByItsReason() throws IOException {
    for (Unreadable request : UNREADABLE) {
      Metrics before = seen;
      send(request.body(), request.contentType(), 1, 0);
      for (MatrixModel model : models) {
        assertThat(outcomes(model, before))
            .as("%s to %s", request, model.name())
            .isEqualTo(Map.of(request.reason(), 1L));
      }
    }
  }

  /** Sends a body to all models, and waits until all have seen its items. */
  private void send(byte[] body, @Nullable String contentType, int items, int compared)
      throws IOException {
    for (MatrixModel model : models) {
      RawRequest request =
          RawRequest.of("POST", "/predictions/" + model.name())
              .header("x-respond-with", model.file().toString())
              .body(body);
      RawResponse response =
          observed.send(contentType == null ? request : request.header("Content-Type", contentType));
      assertThat(response.status()).as(model.name()).isEqualTo(200);
    }
    Metrics before = seen;
    seen =
        observed
            .receiver()
            .awaitMetrics(
                now ->
                    models.stream()
                        .allMatch(model -> hasSeen(model, before, now, items, compared)));
  }

  private static boolean hasSeen(
      MatrixModel model, Metrics before, Metrics now, int items, int compared) {
    String name = model.name();
    long were = ValueCounts.sum(ValueCounts.byOutcome(before, name));
    long have = ValueCounts.sum(ValueCounts.byBin(before, name, "age"));
    return ValueCounts.sum(ValueCounts.byOutcome(now, name)) >= were + items
        && ValueCounts.sum(ValueCounts.byBin(now, name, "age")) >= have + compared;
  }

  private List<String> differences(PayloadForm request, MatrixModel model, Metrics before) {
    List<String> differences = new ArrayList<>();
    for (String feature : List.of("age", "bmi", "smoker")) {
      List<String> values = request.read().stream().map(item -> value(item, feature)).toList();
      differences.add(difference(model, feature, before, values));
    }
    PayloadForm response = model.response();
    boolean fits = request.items() == response.items();
    if (fits || !AMBIGUOUS.contains(response.title())) {
      differences.add(difference(model, "prediction", before, predicted(request, response, 0)));
      differences.add(difference(model, "score", before, predicted(request, response, 1)));
      Map<String, Long> outcomes = outcomes(model, before);
      String outcome = fits ? "compared" : "no_prediction";
      boolean right = outcomes.equals(Map.of(outcome, (long) request.items()));
      differences.add(right ? "" : "outcomes " + outcomes);
    }
    differences.removeIf(String::isEmpty);
    String cell = request.title() + " | " + response.title() + " | " + model.name() + " | ";
    return differences.stream().map(difference -> cell + difference).toList();
  }

  private String difference(
      MatrixModel model, String feature, Metrics before, List<String> values) {
    Map<String, Long> came =
        ValueCounts.difference(
            ValueCounts.byBin(before, model.name(), feature),
            ValueCounts.byBin(seen, model.name(), feature));
    return ValueCounts.hold(came, values) ? "" : feature + " " + values + " was " + came;
  }

  private Map<String, Long> outcomes(MatrixModel model, Metrics before) {
    return ValueCounts.difference(
        ValueCounts.byOutcome(before, model.name()), ValueCounts.byOutcome(seen, model.name()));
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
