package io.github.djlobservability.embedding;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.Embeddings;
import io.github.djlobservability.payload.media.DecodedMedia;
import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.worker.HandOff;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a second model make embeddings, on a thread of its own, which loads it, too. Whoever asks
 * waits for one at most {@value #LIMIT_MILLIS} ms. One that fails or is late {@value
 * #MOST_FAILURES} times in a row is given up. One thread asks; reports are for any.
 */
final class SecondModel implements Embeddings.Source {
  static final long LIMIT_MILLIS = 1_000;
  static final int MOST_FAILURES = 3;
  private static final long HANGS_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Logger LOGGER = LoggerFactory.getLogger(SecondModel.class);

  private final ModelId owner;
  private final EmbeddingModel.Loader loader;
  private final HandOff<Runnable> thread;
  private final IdleTime time;
  private final Failures failures;
  private final LongAdder made = new LongAdder();
  private final LongAdder leftOut = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private boolean asked;
  private int failuresInARow;
  private @Nullable CompletableFuture<float @Nullable []> late;
  private long lateSince;

  /** The time of the last one, for which the thread may have waited before. */
  private volatile long tookNanos;

  private volatile @Nullable EmbeddingModel model;
  private volatile @Nullable String problem;
  private volatile boolean closed;

  /**
   * @param owner the model whose recordings and images it sees
   * @param thread works on what is handed over
   */
  SecondModel(
      ModelId owner,
      EmbeddingModel.Loader loader,
      HandOff<Runnable> thread,
      IdleTime time,
      Failures failures) {
    this.owner = owner;
    this.loader = loader;
    this.thread = thread;
    this.time = time;
    this.failures = failures;
  }

  @Override
  public float @Nullable [] embed(DecodedMedia media) {
    if (problem != null || closed) {
      return null;
    }
    if (!asked) {
      asked = thread.offer(this::load);
    }
    EmbeddingModel loaded = model;
    if (loaded == null || isBusy() || !time.isThere()) {
      leftOut.increment();
      return null;
    }
    CompletableFuture<float @Nullable []> result = new CompletableFuture<>();
    if (!thread.offer(() -> run(loaded, media, result))) {
      leftOut.increment();
      return null;
    }
    float[] embedding = await(result);
    time.spent(result.isDone() ? tookNanos : TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS));
    return embedding;
  }

  /** The last one that was asked for may be under way still, or never end. */
  private boolean isBusy() {
    boolean busy = late != null && !late.isDone();
    if (busy && System.nanoTime() - lateSince > HANGS_NANOS) {
      giveUp("it has not come back for a minute");
    }
    return busy;
  }

  private float @Nullable [] await(CompletableFuture<float @Nullable []> result) {
    try {
      float[] embedding = result.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      failuresInARow = 0;
      if (embedding != null) {
        made.increment();
      }
      return embedding;
    } catch (TimeoutException e) {
      late = result;
      lateSince = System.nanoTime();
      failed("takes longer than " + LIMIT_MILLIS + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      failures.caught("embedding", cause);
      failed("fails (" + cause.getClass().getName() + "); the log has more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void failed(String how) {
    failed.increment();
    failuresInARow++;
    if (failuresInARow >= MOST_FAILURES) {
      giveUp("it " + how);
    }
  }

  private void run(
      EmbeddingModel model, DecodedMedia media, CompletableFuture<float @Nullable []> result) {
    long start = System.nanoTime();
    try {
      float[] embedding = model.embed(media);
      tookNanos = System.nanoTime() - start;
      result.complete(embedding);
    } catch (Throwable e) {
      tookNanos = System.nanoTime() - start;
      result.completeExceptionally(e);
    }
  }

  private void load() {
    try {
      EmbeddingModel loaded = loader.load();
      if (closed) {
        loaded.close();
      } else {
        model = loaded;
        LOGGER.info("Model {}: the model for embeddings is loaded", owner);
      }
    } catch (Exception | LinkageError e) {
      failures.caught("embedding", e);
      giveUp("it can't be loaded (" + e + ")");
    }
  }

  private void giveUp(String why) {
    problem = "observability.embedding-model makes no embeddings: " + why;
    LOGGER.warn("Model {}: {}", owner, problem);
  }

  @Override
  public Embeddings.Report report() {
    return new Embeddings.Report(made.sum(), leftOut.sum(), failed.sum(), problem);
  }

  /** Has the second model closed on the thread that it runs on, if it is not hanging. */
  @Override
  public void close() {
    closed = true;
    EmbeddingModel loaded = model;
    if (loaded != null && !thread.offer(loaded::close)) {
      LOGGER.warn("Model {}: the model for embeddings can't be closed", owner);
    }
  }
}
