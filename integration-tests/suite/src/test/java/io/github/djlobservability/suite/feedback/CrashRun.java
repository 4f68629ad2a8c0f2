package io.github.djlobservability.suite.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.github.djlobservability.suite.http.LoadCase;
import io.github.djlobservability.suite.http.LoadGenerator;
import io.github.djlobservability.suite.http.LoadReport;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a server in the middle of predictions and labels, and looks what is left of them. */
final class CrashRun {

  private static final int CONNECTIONS = 3;
  private static final int LABELS_AT_ONCE = 1000;
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final Path models;
  private final Path state;
  private final int safe;
  private final int all;

  /** Holds the predictions that are not labelled yet, in the order of their responses. */
  private final Queue<Integer> answered = new ConcurrentLinkedQueue<>();

  private final AtomicInteger next;
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger labelsBefore = new AtomicInteger();

  /**
   * @param safe how many predictions are synced before the others begin
   * @param all how many predictions would be made in all; the server is killed half-way between
   */
  CrashRun(Path models, Path state, int safe, int all) {
    this.models = models;
    this.state = state;
    this.safe = safe;
    this.all = all;
    this.next = new AtomicInteger(safe);
  }

  /**
   * Counts the predictions and labels that were left.
   *
   * @param synced predictions that were synced for certain
   * @param syncedJoined labels of those that joined
   * @param answered predictions that were answered in all, as far as the client knows
   * @param joined labels of all those that joined
   * @param kept predictions that were found again
   * @param labelsBefore labels that were answered before the server was killed
   */
  record Result(
      int synced, int syncedJoined, int answered, int joined, long kept, int labelsBefore) {}

  Result run() throws IOException, InterruptedException {
    List<Integer> known = new ArrayList<>();
    try (ServerProcess server = start()) {
      predictSafely(server);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.add(new Thread(() -> predictUntilKilled(server), "predict-" + i));
      }
      threads.add(new Thread(() -> labelUntilKilled(server, known), "label"));
      threads.forEach(Thread::start);
      await()
          .atMost(DEADLINE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> answers.get() >= (all - safe) / 2);
      server.kill();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    known.addAll(answered);
    try (ServerProcess server = start()) {
      return lookFor(known, new LabelClient(server.uri()));
    }
  }

  private Result lookFor(List<Integer> known, LabelClient client) throws IOException {
    await()
        .atMost(DEADLINE)
        .until(() -> client.send(RawRequest.get(LabelClient.PAGE)).status() == 200);
    long kept = client.predictions("kept");
    List<Integer> first = new ArrayList<>();
    for (int i = 0; i < safe; i++) {
      first.add(i);
    }
    int syncedJoined = joined(client, first);
    int joined = syncedJoined + joined(client, known);
    return new Result(safe, syncedJoined, safe + known.size(), joined, kept, labelsBefore.get());
  }

  private ServerProcess start() throws IOException {
    return new ServerLauncher("crash")
        .forFewRequests()
        .withPlugin()
        .withModels(models)
        .withSetting("observability.state-folder", state.toString())
        .start();
  }

  private void predictSafely(ServerProcess server) throws IOException, InterruptedException {
    LoadCase predict =
        LoadCase.of(
            "predict",
            1,
            number -> LabelClient.question(id(number), "1"),
            answer -> assertThat(answer.status()).isEqualTo(200));
    LoadReport report = LoadGenerator.run(server.uri(), CONNECTIONS, safe, List.of(predict), 1);
    assertThat(report.problems()).isEmpty();
    LabelClient client = new LabelClient(server.uri());
    await().atMost(DEADLINE).until(() -> client.predictions("syncedItem") == safe);
  }

  private void predictUntilKilled(ServerProcess server) {
    try (RawConnection connection = RawConnection.open(server.uri())) {
      for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
        if (connection.exchange(LabelClient.question(id(i), "1")).status() == 200) {
          answered.add(i);
          answers.incrementAndGet();
        }
      }
    } catch (IOException killed) {
      assertThat(answers.get()).isPositive();
    }
  }

  private void labelUntilKilled(ServerProcess server, List<Integer> known) {
    LabelClient client = new LabelClient(server.uri());
    try {
      while (next.get() < all) {
        List<Integer> batch = new ArrayList<>();
        for (Integer id = answered.poll(); id != null; id = answered.poll()) {
          batch.add(id);
        }
        known.addAll(batch);
        if (batch.isEmpty()) {
          Thread.onSpinWait();
        } else {
          client.labelled("text/csv", csv(batch));
          labelsBefore.addAndGet(batch.size());
        }
      }
    } catch (IOException killed) {
      assertThat(known).isNotEmpty();
    }
  }

  private static int joined(LabelClient client, List<Integer> ids) throws IOException {
    int joined = 0;
    for (int from = 0; from < ids.size(); from += LABELS_AT_ONCE) {
      List<Integer> batch = ids.subList(from, Math.min(ids.size(), from + LABELS_AT_ONCE));
      JsonObject answer = client.labelled("text/csv", csv(batch));
      joined += LabelClient.outcome(answer, "matched") + LabelClient.outcome(answer, "duplicate");
    }
    return joined;
  }

  private static String csv(List<Integer> ids) {
    StringBuilder csv = new StringBuilder("id,label\n");
    ids.forEach(id -> csv.append(id(id)).append(",0\n"));
    return csv.toString();
  }

  private static String id(int number) {
    return "request-" + number;
  }
}
