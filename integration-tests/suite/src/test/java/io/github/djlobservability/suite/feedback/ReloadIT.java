package io.github.djlobservability.suite.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are loaded anew while they are asked. */
class ReloadIT {
  private static final int RELOADS = 5;
  private static final int ANSWERS_BETWEEN = 20;

  /** Longer than a sender waits for an answer that never comes. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path models;

  @Test
  void allThatWasAnsweredFindsItsLabel() throws Exception {
    ModelFolder model = LabelClient.writeModel(models);
    try (ServerProcess server =
        new ServerLauncher("reload")
            .forFewRequests()
            .withPlugin()
            .withModels(models)
            .withSetting("observability.audit-log", "true")
            .start()) {
      LabelClient client = new LabelClient(server.uri());
      Queue<String> answered = new ConcurrentLinkedQueue<>();
      AtomicInteger lost = new AtomicInteger();
      AtomicBoolean over = new AtomicBoolean();
      ExecutorService senders = Executors.newFixedThreadPool(2);
      try {
        Future<Integer> one = senders.submit(sender(client, "a", answered, lost, over));
        Future<Integer> two = senders.submit(sender(client, "b", answered, lost, over));
        for (int i = 0; i < RELOADS; i++) {
          int before = answered.size();
          await().atMost(PATIENCE).until(() -> answered.size() >= before + ANSWERS_BETWEEN);
          unload(client);
          load(client, model);
        }
        over.set(true);
        assertThat(one.get() + two.get()).isGreaterThan(RELOADS * ANSWERS_BETWEEN);
      } finally {
        over.set(true);
        senders.shutdownNow();
      }
      // Until its files are open the model's page is answered with 503.
      await()
          .untilAsserted(
              () ->
                  assertThat(client.predictions("kept"))
                      .isBetween((long) answered.size(), (long) answered.size() + lost.get()));
      StringBuilder labels = new StringBuilder("id,label\n");
      answered.forEach(id -> labels.append(id).append(",yes\n"));
      JsonObject answer = client.labelled("text/csv", labels.toString());
      assertThat(LabelClient.outcome(answer, "matched")).isEqualTo(answered.size());
      server.stop();
      assertThat(server.log().ourProblems()).isEmpty();
    }
  }

  /**
   * Sends one request after the other; returns how many were sent. The server may lose a request
   * that comes while its model is unloaded: it never answers that one, with the plugin or without.
   * A prediction for it may be kept.
   */
  private static Callable<Integer> sender(
      LabelClient client,
      String name,
      Queue<String> answered,
      AtomicInteger lost,
      AtomicBoolean over) {
    return () -> {
      int sent = 0;
      while (!over.get()) {
        String id = name + sent++;
        try {
          if (client.send(LabelClient.question(id, "yes")).status() == 200) {
            answered.add(id);
          }
        } catch (SocketTimeoutException e) {
          lost.incrementAndGet();
        }
      }
      return sent;
    };
  }

  private static void unload(LabelClient client) throws IOException {
    RawRequest unload = RawRequest.of("DELETE", "/models/" + LabelClient.MODEL);
    assertThat(client.send(unload).status()).isEqualTo(200);
  }

  private static void load(LabelClient client, ModelFolder model) throws IOException {
    String url = URLEncoder.encode(model.url(), StandardCharsets.UTF_8);
    String target = "/models?url=" + url + "&model_name=" + LabelClient.MODEL + "&synchronous=true";
    assertThat(client.send(RawRequest.of("POST", target)).status()).isEqualTo(200);
  }
}
