package io.github.djlobservability.monitoring;

import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.SentLabel;
import io.github.djlobservability.label.UnreadableLabelsException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels on a thread of its own, which also writes the answers: neither the event loop nor
 * the monitoring worker has to. Bounded by what waits. Thread-safe.
 */
final class LabelIntake {
  /** As many bodies wait at most. */
  static final int MAX_REQUESTS = 64;

  /** As many bytes of bodies wait at most. */
  static final long MAX_BYTES = 32L << 20;

  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          runnable -> {
            Thread thread = new Thread(runnable, "djl-serving-observability-feedback");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Reads labels and has them joined.
   *
   * @param body nobody changes it
   * @param join joins what was read
   * @return completed on the intake's thread, with an {@link UnreadableLabelsException} for a body
   *     that is not in its format; null when too much waits already
   */
  @Nullable CompletableFuture<FeedbackReply> take(
      LabelFormat format,
      byte[] body,
      Function<List<SentLabel>, CompletableFuture<FeedbackReply>> join) {
    // Both are claimed before either is looked at, so that the same is given back.
    long claimedRequests = requests.incrementAndGet();
    long claimedBytes = bytes.addAndGet(body.length);
    if (claimedRequests > MAX_REQUESTS || claimedBytes > MAX_BYTES) {
      release(body.length);
      return null;
    }
    return CompletableFuture.supplyAsync(() -> read(format, body), reader)
        .thenCompose(join)
        .thenApplyAsync(Function.identity(), reader)
        .whenComplete((answer, failure) -> release(body.length));
  }

  private static List<SentLabel> read(LabelFormat format, byte[] body) {
    try {
      return format.read(body);
    } catch (UnreadableLabelsException e) {
      throw new CompletionException(e);
    }
  }

  private void release(long size) {
    requests.decrementAndGet();
    bytes.addAndGet(-size);
  }
}
