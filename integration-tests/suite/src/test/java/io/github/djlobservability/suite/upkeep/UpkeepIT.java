package io.github.djlobservability.suite.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The employment model's few wanted labels, its changed concept, and a source to be mended. */
class UpkeepIT {
  private static final String MODEL = "/observability/models/employment";
  private static final long SEED = 3;
  private static final int ROWS_OF_A_REQUEST = 50;
  private static final int WANTED = 100;
  private static final int ROWS = 600;

  @TempDir private Path store;

  private final List<JsonObject> people = new ArrayList<>();
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private int sent;
  private int right;

  @Test
  void saysWhatToLabelAndWhatToDo() throws IOException {
    System.out.println("seed " + SEED);
    copyModel();
    readPeople();
    try (ServerProcess server =
        new ServerLauncher("upkeep")
            .forFewRequests()
            .withPlugin()
            .withModels(store)
            .withSetting("observability.feedback", "true")
            .withSetting("observability.feedback.lateness", "0")
            .withSetting("observability.quality.window", Integer.toString(WANTED))
            .withSetting("observability.drift.expected-run-time", "1000000")
            .start()) {
      URI uri = server.uri();
      await().until(() -> exchange(uri, RawRequest.get(MODEL + "/feedback")).status() == 200);
      await().until(() -> json(uri, MODEL + "/drift").has("reference"));
      fewLabelsTellTheQuality(uri);
      assertThat(json(uri, MODEL).getAsJsonArray("advice")).isEmpty();
      aChangedConceptIsLearnt(uri);
      anotherUnitIsMended(uri);
      server.stop();
      // What changes is told in the log; nothing else is.
      assertThat(server.log().ourProblems()).allMatch(line -> line.toString().contains("-> DRIFT"));
    }
  }

  /** Only the wanted items get their labels, with their weights. */
  private void fewLabelsTellTheQuality(URI uri) throws IOException {
    ask(uri, ROWS, 1);
    JsonObject list = json(uri, MODEL + "/feedback/wanted?items=" + WANTED);
    assertThat(list.getAsJsonArray("items")).hasSize(WANTED);
    assertThat(list.get("howMany").getAsString()).contains("labels show whether the error rate");
    assertThat(list.toString()).contains("at random").contains("often wrong where it is as unsure");
    String csv =
        exchange(
                uri,
                RawRequest.get(MODEL + "/feedback/wanted?items=" + WANTED)
                    .header("accept", "text/csv"))
            .text();
    StringBuilder filled = new StringBuilder();
    for (String line : csv.lines().toList()) {
      String[] cells = line.split(",", -1);
      Integer label = labels.get(cells[0].replace("\"", "") + "#" + cells[1]);
      filled.append(label == null ? line : cells[0] + "," + cells[1] + "," + label);
      filled.append(label == null ? "" : "," + cells[3]).append('\n');
    }
    label(uri, filled.toString(), WANTED);
    await().until(() -> json(uri, MODEL + "/quality").getAsJsonArray("windows").size() == 1);
    JsonObject window =
        json(uri, MODEL + "/quality").getAsJsonArray("windows").get(0).getAsJsonObject();
    JsonObject accuracy = window.getAsJsonObject("measures").getAsJsonObject("accuracy");
    System.out.println("accuracy of all " + (double) right / ROWS + ", by the wanted " + accuracy);
    assertThat(window.get("weight").getAsDouble()).isCloseTo(ROWS, within(0.4 * ROWS));
    assertThat(accuracy.get("value").getAsDouble()).isCloseTo((double) right / ROWS, within(0.12));
    JsonObject after = json(uri, MODEL + "/feedback/wanted?items=" + WANTED);
    assertThat(after.getAsJsonArray("items")).isEmpty();
    assertThat(after.get("labelled").getAsInt()).isEqualTo(WANTED);
  }

  /** From now on the opposite is right. */
  private void aChangedConceptIsLearnt(URI uri) throws IOException {
    labels.clear();
    ask(uri, ROWS, 1);
    StringBuilder csv = new StringBuilder("id,label\n");
    labels.forEach((id, label) -> csv.append(id).append(',').append(1 - label).append('\n'));
    label(uri, csv.toString(), ROWS);
    JsonObject advice = advice(uri, "Train anew");
    assertThat(advice.get("why").getAsString())
        .contains("Labels show a change.")
        .contains("labelled items since then are there to train with");
  }

  /** Ages come in dozens of years. */
  private void anotherUnitIsMended(URI uri) throws IOException {
    ask(uri, ROWS, 12);
    JsonObject advice = advice(uri, "Mend the source of");
    assertThat(advice.get("what").getAsString()).contains("`AGEP`");
    assertThat(advice.get("why").getAsString()).contains("Training anew would learn the fault.");
    JsonArray all = json(uri, MODEL).getAsJsonArray("advice");
    assertThat(all.toString()).doesNotContain("Train anew");
    RawResponse page = exchange(uri, RawRequest.get(MODEL).header("accept", "text/html"));
    assertThat(page.text()).contains("What to do", "Mend the source of");
  }

  private static JsonObject advice(URI uri, String what) throws IOException {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonArray all = json(uri, MODEL).getAsJsonArray("advice");
              assertThat(all).isNotEmpty();
              assertThat(all.get(0).getAsJsonObject().get("what").getAsString()).startsWith(what);
            });
    JsonObject first = json(uri, MODEL).getAsJsonArray("advice").get(0).getAsJsonObject();
    System.out.println(first);
    return first;
  }

  private void copyModel() throws IOException {
    Path from = BuiltFiles.sampleModels().resolve("employment");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, store.resolve("employment").resolve(from.relativize(file)));
      }
    }
  }

  /** Of the first year, in random order: in the file those in institutions come last. */
  private void readPeople() throws IOException {
    List<String> lines = Files.readAllLines(BuiltFiles.censusTraffic());
    String[] names = lines.get(0).split(",", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      JsonObject person = new JsonObject();
      for (int i = 0; i < names.length; i++) {
        person.addProperty(names[i], Integer.valueOf(cells[i]));
      }
      if (person.get("year").getAsInt() == 2016) {
        people.add(person);
      }
    }
    Collections.shuffle(people, new Random(SEED));
  }

  /**
   * Sends the next rows, and notes what is right.
   *
   * @param unit divides ages
   */
  private void ask(URI uri, int rows, int unit) throws IOException {
    for (int end = sent + rows; sent < end; sent += ROWS_OF_A_REQUEST) {
      JsonArray batch = new JsonArray();
      for (int i = 0; i < ROWS_OF_A_REQUEST; i++) {
        JsonObject person = people.get(sent + i).deepCopy();
        labels.put("r" + sent + "#" + i, person.get("employed").getAsInt());
        for (String notForTheModel : new String[] {"id", "year", "employed"}) {
          person.remove(notForTheModel);
        }
        person.addProperty("AGEP", person.get("AGEP").getAsDouble() / unit);
        batch.add(person);
      }
      RawResponse response =
          exchange(
              uri,
              RawRequest.postJson("/predictions/employment", batch.toString())
                  .header("x-request-id", "r" + sent));
      assertThat(response.status()).isEqualTo(200);
      JsonArray replies = JsonParser.parseString(response.text()).getAsJsonArray();
      for (int i = 0; i < ROWS_OF_A_REQUEST; i++) {
        int said = replies.get(i).getAsJsonObject().get("class").getAsInt();
        right += Objects.equals(said, labels.get("r" + sent + "#" + i)) ? 1 : 0;
      }
    }
    int expected = sent;
    await().until(() -> json(uri, MODEL + "/quality").get("predictedItems").getAsInt() == expected);
  }

  private static void label(URI uri, String csv, int labels) throws IOException {
    RawResponse response =
        exchange(uri, RawRequest.post(MODEL + "/feedback", "text/csv", csv.getBytes(UTF_8)));
    JsonObject outcomes =
        JsonParser.parseString(response.text()).getAsJsonObject().getAsJsonObject("outcomes");
    assertThat(outcomes.toString()).isEqualTo("{\"matched\":" + labels + "}");
  }

  private static RawResponse exchange(URI uri, RawRequest request) throws IOException {
    return RawConnection.exchange(uri, request);
  }

  private static JsonObject json(URI uri, String page) throws IOException {
    RawResponse response = exchange(uri, RawRequest.get(page));
    assertThat(response.status()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }
}
