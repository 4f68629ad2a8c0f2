package io.github.djlobservability.suite.chaos;

import io.github.djlobservability.suite.fixture.FakeClock;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes trouble, one kind after the other: a process that dies, a model that is unloaded and loaded
 * again, the server's clock set back and forth, a collector that refuses. Thread-safe.
 */
final class Trouble {
  private static final List<Integer> CLOCKS = List.of(-1800, 3600, 0);

  private final ObservedServer observed;
  private final Tally tally;
  private final ModelFolder dying;
  private final ModelFolder coming;
  private final FakeClock clock;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param clock of the server's process
   */
  Trouble(
      ObservedServer observed,
      Tally tally,
      ModelFolder dying,
      ModelFolder coming,
      FakeClock clock) {
    this.observed = observed;
    this.tally = tally;
    this.dying = dying;
    this.coming = coming;
    this.clock = clock;
  }

  /** Loads the models that come and go. */
  void loadAll() throws IOException {
    load("coming", coming);
    load("dying", dying);
  }

  /** Makes the next trouble. */
  void next() throws IOException {
    int number = next.getAndIncrement();
    switch (number % 8) {
      case 0 ->
          tally.answered(
              "dying", observed.send(RawRequest.postJson("/predictions/dying", "{\"die\": true}")));
      case 1 -> unload("coming");
      case 2 -> observed.receiver().answerHttpWith(503);
      case 3 -> observed.receiver().answerHttpWith(200);
      case 4 -> clock.set(CLOCKS.get(number / 8 % CLOCKS.size()));
      case 5 -> load("coming", coming);
      case 6 -> unload("dying");
      default -> load("dying", dying);
    }
  }

  /** Ends what would keep telemetry from being received. */
  void end() {
    observed.receiver().answerHttpWith(200);
  }

  int count() {
    return next.get();
  }

  private void unload(String model) throws IOException {
    tally.managed(observed.send(RawRequest.of("DELETE", "/models/" + model)));
  }

  private void load(String model, ModelFolder folder) throws IOException {
    String url = URLEncoder.encode(folder.url(), StandardCharsets.UTF_8);
    tally.managed(
        observed.send(RawRequest.of("POST", "/models?url=" + url + "&model_name=" + model)));
  }
}
