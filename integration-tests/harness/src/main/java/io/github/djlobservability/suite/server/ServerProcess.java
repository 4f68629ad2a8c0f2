package io.github.djlobservability.suite.server;

import static org.awaitility.Awaitility.await;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A running server. Closing it stops it, and so does the end of this Java. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration START_DEADLINE = Duration.ofSeconds(90);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(List.copyOf(RUNNING))));
  }

  private final Process process;
  private final ServerHome home;
  private final URI inference;
  private final URI management;

  ServerProcess(Process process, ServerHome home, URI inference, URI management) {
    this.process = process;
    this.home = home;
    this.inference = inference;
    this.management = management;
    RUNNING.add(process);
  }

  /** Returns the address for inference: scheme, host and port. */
  public URI uri() {
    return inference;
  }

  /**
   * Returns the address for management; the same as {@link #uri()} unless the connectors are split.
   */
  public URI managementUri() {
    return management;
  }

  /** Returns the address of a path below {@link #uri()}. */
  public URI uri(String path) {
    return inference.resolve(path);
  }

  public ServerLog log() {
    return new ServerLog(home.logFile());
  }

  public Path home() {
    return home.folder();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** CPU time that the process has used up to now. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Waits until the log is as wanted. */
  public void awaitLog(Predicate<ServerLog> wanted) {
    await().atMost(START_DEADLINE).until(() -> wanted.test(log()));
  }

  /**
   * Waits until the server answers {@code /ping} with 200.
   *
   * @throws IllegalStateException if it ends before, or does not in time
   */
  void awaitReady() {
    try {
      await()
          .atMost(START_DEADLINE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || answersPing());
    } catch (ConditionTimeoutException e) {
      throw notReady(e);
    }
    if (!process.isAlive()) {
      throw notReady(null);
    }
  }

  private IllegalStateException notReady(@Nullable Throwable cause) {
    IllegalStateException exception =
        new IllegalStateException("the server did not come up:\n" + log().tail(), cause);
    kill();
    return exception;
  }

  private boolean answersPing() {
    try {
      return RawConnection.exchange(inference, RawRequest.get("/ping")).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks all of them to stop before it waits for the first. */
  private static void stopAll(List<Process> processes) {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
      }
    }
  }

  /** Waits for the process to end by itself, and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(START_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException("the server did not end:\n" + log().tail());
    }
    RUNNING.remove(process);
    return process.exitValue();
  }

  /**
   * Stops the server as an operator would, with SIGTERM, and waits for its end.
   *
   * @throws IllegalStateException if it had ended before, or does not end
   */
  public void stop() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the server has ended by itself:\n" + log().tail());
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("the server did not stop:\n" + log().tail());
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
  }

  /** Ends the server without giving it time for anything. */
  public void kill() {
    process.destroyForcibly();
    RUNNING.remove(process);
  }

  /** Stops the server if it still runs, and deletes its temporary files; its home stays. */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      stop();
    }
    try (Stream<Path> files = Files.walk(home.temporaryFolder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
