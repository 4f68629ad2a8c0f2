package io.github.djlobservability.suite.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The employment model is served, asked, told what was right, and measured. */
class QualityIT {

  private static final String PAGE = "/observability/models/employment/quality";
  private static final int ROWS = 600;
  private static final int WINDOW = 300;
  private static final int ROWS_OF_A_REQUEST = 50;
  private static final Offset<Double> EXACT = within(1e-9);

  @TempDir private Path store;

  /** One person, what the model said, and what is right. */
  private record Answered(String sex, boolean said, double employed, boolean label) {
    boolean isRight() {
      return said == label;
    }
  }

  @Test
  void qualityIsWhatIsComputedFromTheRows() throws IOException {
    copyModel();
    try (ServerProcess server =
        new ServerLauncher("quality")
            .forFewRequests()
            .withPlugin()
            .withModels(store)
            .withSetting("observability.feedback", "true")
            .withSetting("observability.feedback.lateness", "0")
            .withSetting("observability.quality.window", Integer.toString(WINDOW))
            .withSetting("observability.segments", "SEX")
            .withSetting("observability.drift.expected-run-time", "1000000000")
            .start()) {
      URI uri = server.uri();
      // What is asked before the reference has been read is not looked at.
      await().until(() -> exchange(uri, PAGE).status() == 200);
      List<Answered> rows = ask(uri);
      await().until(() -> count(uri, "predictedItems") == ROWS);
      label(uri, rows);
      await().until(() -> count(uri, "labelledItems") == ROWS);
      JsonObject report = json(uri, PAGE);
      assertThat(report.get("task").getAsString()).isEqualTo("BINARY");
      assertThat(report.get("positiveClass").getAsString()).isEqualTo("1");
      check(report.getAsJsonArray("windows").get(0).getAsJsonObject(), rows.subList(WINDOW, ROWS));
      checkEstimates(report.getAsJsonObject("estimates"), rows);
      server.stop();
      assertThat(server.log().ourProblems()).isEmpty();
    }
  }

  private void copyModel() throws IOException {
    Path from = BuiltFiles.sampleModels().resolve("employment");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, store.resolve("employment").resolve(from.relativize(file)));
      }
    }
  }

  private static List<Answered> ask(URI uri) throws IOException {
    List<String> lines = Files.readAllLines(BuiltFiles.censusTraffic());
    List<String> columns = List.of(lines.get(0).split(",", -1));
    List<Answered> rows = new ArrayList<>();
    for (int from = 0; from < ROWS; from += ROWS_OF_A_REQUEST) {
      JsonArray sent = new JsonArray();
      List<String[]> cells = new ArrayList<>();
      for (String line : lines.subList(1 + from, 1 + from + ROWS_OF_A_REQUEST)) {
        String[] values = line.split(",", -1);
        JsonObject row = new JsonObject();
        // id and year come before the inputs, the label after them.
        for (int i = 2; i < columns.size() - 1; i++) {
          row.addProperty(columns.get(i), Integer.parseInt(values[i]));
        }
        sent.add(row);
        cells.add(values);
      }
      RawResponse response =
          RawConnection.exchange(
              uri,
              RawRequest.postJson("/predictions/employment", sent.toString())
                  .header("x-request-id", "r" + from));
      assertThat(response.status()).isEqualTo(200);
      JsonArray answers = JsonParser.parseString(response.text()).getAsJsonArray();
      for (int i = 0; i < ROWS_OF_A_REQUEST; i++) {
        JsonObject answer = answers.get(i).getAsJsonObject();
        boolean said = answer.get("class").getAsInt() == 1;
        double probability = answer.get("probability").getAsDouble();
        rows.add(
            new Answered(
                cells.get(i)[columns.indexOf("SEX")],
                said,
                said ? probability : 1 - probability,
                cells.get(i)[columns.indexOf("employed")].equals("1")));
      }
    }
    return rows;
  }

  private static void label(URI uri, List<Answered> rows) throws IOException {
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int i = 0; i < ROWS; i++) {
      int row = i % ROWS_OF_A_REQUEST;
      csv.append('r').append(i - row).append('#').append(row).append(',');
      csv.append(rows.get(i).label() ? 1 : 0).append('\n');
    }
    RawResponse response =
        RawConnection.exchange(
            uri,
            RawRequest.post(
                "/observability/models/employment/feedback",
                "text/csv",
                csv.toString().getBytes(UTF_8)));
    JsonObject outcomes =
        JsonParser.parseString(response.text()).getAsJsonObject().getAsJsonObject("outcomes");
    assertThat(outcomes.get("matched").getAsInt()).isEqualTo(ROWS);
  }

  private static void check(JsonObject window, List<Answered> rows) {
    double right = rows.stream().filter(Answered::isRight).count();
    double said = rows.stream().filter(Answered::said).count();
    double employed = rows.stream().filter(Answered::label).count();
    double both = rows.stream().filter(row -> row.said() && row.label()).count();
    double brier =
        rows.stream()
            .mapToDouble(row -> Math.pow(row.employed() - (row.label() ? 1 : 0), 2))
            .average()
            .orElseThrow();
    JsonObject measures = window.getAsJsonObject("measures");
    assertThat(value(measures, "accuracy")).isCloseTo(right / WINDOW, EXACT);
    assertThat(value(measures, "precision")).isCloseTo(both / said, EXACT);
    assertThat(value(measures, "recall")).isCloseTo(both / employed, EXACT);
    assertThat(value(measures, "f1")).isCloseTo(2 * both / (said + employed), EXACT);
    assertThat(value(measures, "brier")).isCloseTo(brier, EXACT);
    assertThat(value(measures, "roc_auc")).isCloseTo(rocAuc(rows), EXACT);
    JsonArray segments = window.getAsJsonArray("segments");
    assertThat(segments).hasSize(2);
    for (JsonElement element : segments) {
      JsonObject segment = element.getAsJsonObject();
      String sex = segment.get("value").getAsString();
      List<Answered> own = rows.stream().filter(row -> row.sex().equals(sex)).toList();
      assertThat(segment.get("items").getAsInt()).isEqualTo(own.size());
      assertThat(value(segment.getAsJsonObject("measures"), "accuracy"))
          .isCloseTo(own.stream().filter(Answered::isRight).count() / (double) own.size(), EXACT);
    }
  }

  /** Pair by pair. */
  private static double rocAuc(List<Answered> rows) {
    double inOrder = 0;
    double pairs = 0;
    for (Answered one : rows) {
      for (Answered other : rows) {
        if (one.label() && !other.label()) {
          pairs++;
          inOrder += (1 + Math.signum(one.employed() - other.employed())) / 2;
        }
      }
    }
    return inOrder / pairs;
  }

  private static void checkEstimates(JsonObject estimates, List<Answered> rows) {
    assertThat(estimates.get("assumption").getAsString()).contains("P(label | input)");
    assertThat(estimates.get("calibratedOn").getAsInt()).isEqualTo(6_000);
    JsonObject first = estimates.getAsJsonArray("windows").get(1).getAsJsonObject();
    double right = rows.subList(0, WINDOW).stream().filter(Answered::isRight).count();
    assertThat(first.get("labelled").getAsInt()).isEqualTo(WINDOW);
    assertThat(first.getAsJsonObject("real").get("accuracy").getAsDouble())
        .isCloseTo(right / WINDOW, EXACT);
    assertThat(value(first.getAsJsonObject("estimated"), "accuracy"))
        .isCloseTo(right / WINDOW, within(0.08));
  }

  private static double value(JsonObject measures, String name) {
    return measures.getAsJsonObject(name).get("value").getAsDouble();
  }

  private static long count(URI uri, String figure) throws IOException {
    return json(uri, PAGE).get(figure).getAsLong();
  }

  private static RawResponse exchange(URI uri, String page) throws IOException {
    return RawConnection.exchange(uri, RawRequest.get(page));
  }

  private static JsonObject json(URI uri, String page) throws IOException {
    RawResponse response = exchange(uri, page);
    assertThat(response.status()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }
}
