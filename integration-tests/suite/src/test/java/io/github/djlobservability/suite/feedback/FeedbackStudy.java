package io.github.djlobservability.suite.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.http.LoadCase;
import io.github.djlobservability.suite.http.LoadGenerator;
import io.github.djlobservability.suite.http.LoadReport;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what docs/performance.md says of labels. Takes some minutes.
 *
 * <pre>
 * mvn verify -pl integration-tests/suite -am -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dit.test=FeedbackStudy -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
class FeedbackStudy {

  private static final int LABELS_AT_ONCE = 1000;
  private static final int LABELS_PER_SECOND = 10_000;
  private static final int WAITING = 60_000;

  @TempDir private Path folder;

  @Test
  void killedInTheMiddleOfAHundredThousand() throws IOException, InterruptedException {
    Path models = folder.resolve("models");
    LabelClient.writeModel(models);
    System.out.println(
        "after kill -9: " + new CrashRun(models, folder.resolve("state"), 40_000, 160_000).run());
  }

  @Test
  void tenThousandLabelsASecondWhileServing() throws IOException, InterruptedException {
    Path models = folder.resolve("models");
    LabelClient.writeModel(models);
    try (ServerProcess server =
        new ServerLauncher("labels").withPlugin().withModels(models).start()) {
      LabelClient client = new LabelClient(server.uri());
      predict(server.uri(), 4, WAITING);
      await().atMost(Duration.ofMinutes(2)).until(() -> client.predictions("kept") == WAITING);
      describe("predictions alone", predict(server.uri(), 2, 20_000));
      for (String label : List.of("1", "0")) {
        Thread labels = new Thread(() -> label(server, label, LABELS_PER_SECOND), "labels");
        Duration before = server.cpuTime();
        labels.start();
        describe("predictions beside 10,000 labels/s", predict(server.uri(), 2, 8_000));
        labels.join();
        System.out.printf(
            Locale.ROOT,
            "CPU of the server: %.1f s%n",
            server.cpuTime().minus(before).toMillis() / 1e3);
      }
      label(server, "2", Integer.MAX_VALUE);
      System.out.println(client.report());
      assertThat(client.predictions("labelled")).isEqualTo(WAITING);
      assertThat(server.log().ourProblems()).isEmpty();
    }
  }

  private static LoadReport predict(URI server, int connections, int count)
      throws InterruptedException {
    LoadCase predict =
        LoadCase.of(
            "predict",
            1,
            number -> LabelClient.question(count + "-" + number, "1"),
            answer -> assertThat(answer.status()).isEqualTo(200));
    LoadReport report = LoadGenerator.run(server, connections, count, List.of(predict), 1);
    assertThat(report.problems()).isEmpty();
    return report;
  }

  private static void describe(String what, LoadReport report) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f/s, p50 %.2f ms, p99 %.2f ms%n",
        what,
        report.requestsPerSecond(),
        report.latency(.5).toNanos() / 1e6,
        report.latency(.99).toNanos() / 1e6);
  }

  /** Labels all that wait, no faster than the rate. */
  private static void label(ServerProcess server, String label, int perSecond) {
    Histogram millis = new Histogram(3);
    long began = System.nanoTime();
    int joined = 0;
    try (RawConnection connection = RawConnection.open(server.uri())) {
      for (int from = 0; from < WAITING; from += LABELS_AT_ONCE) {
        long due = began + (long) (1e9 * from / perSecond);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        long sent = System.nanoTime();
        RawResponse response = connection.exchange(labels(from, label));
        millis.recordValue((System.nanoTime() - sent) / 1_000_000);
        JsonObject answer = JsonParser.parseString(response.text()).getAsJsonObject();
        joined += LabelClient.outcome(answer, "matched") + LabelClient.outcome(answer, "corrected");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "labels: %d joined, %.0f/s; a request of %d: p50 %d ms, p99 %d ms%n",
        joined,
        joined / seconds,
        LABELS_AT_ONCE,
        millis.getValueAtPercentile(50),
        millis.getValueAtPercentile(99));
  }

  private static RawRequest labels(int from, String label) {
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int i = from; i < from + LABELS_AT_ONCE; i++) {
      csv.append(WAITING).append('-').append(i).append(',').append(label).append('\n');
    }
    byte[] body = csv.toString().getBytes(StandardCharsets.UTF_8);
    return RawRequest.post(LabelClient.PAGE, "text/csv", body);
  }
}
