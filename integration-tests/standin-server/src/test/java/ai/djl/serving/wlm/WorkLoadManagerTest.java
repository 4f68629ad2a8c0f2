package ai.djl.serving.wlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.serving.wlm.util.WlmCapacityException;
import ai.djl.serving.wlm.util.WlmException;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkLoadManagerTest {

  private final WorkLoadManager wlm = new WorkLoadManager();

  @AfterEach
  void close() {
    wlm.close();
  }

  @Test
  void whatLiesInTheQueueBecomesOneBatch() throws Exception {
    Gated model = new Gated(100, 3);
    start(model);
    CompletableFuture<String> first = run(model, "first", 3);
    assertThat(model.nextBatch()).containsExactly("first");
    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiting.add(run(model, "job" + i, 3));
    }

    model.gate.release(3);

    assertThat(first.get()).isEqualTo("done first");
    assertThat(model.nextBatch()).hasSize(3);
    assertThat(model.nextBatch()).hasSize(1);
    for (int i = 0; i < 4; i++) {
      assertThat(waiting.get(i).get()).isEqualTo("done job" + i);
    }
  }

  @Test
  void lowerPriorityNumbersGoFirst() throws Exception {
    Gated model = new Gated(100, 1);
    start(model);
    run(model, "first", 3).exceptionally(e -> null);
    model.nextBatch();
    CompletableFuture<String> late = run(model, "late", 3);
    run(model, "urgent", 1).exceptionally(e -> null);

    model.gate.release(3);

    assertThat(model.nextBatch()).containsExactly("urgent");
    assertThat(late.get()).isEqualTo("done late");
  }

  @Test
  void aFullQueueRefuses() throws Exception {
    Gated model = new Gated(2, 1);
    start(model);
    run(model, "running", 3).exceptionally(e -> null);
    model.nextBatch();
    run(model, "queued", 3).exceptionally(e -> null);

    // The queue has a place left, but that one is not for a job that has to wait.
    CompletableFuture<String> refused = run(model, "refused", 3);

    assertThatThrownBy(refused::get).hasCauseInstanceOf(WlmCapacityException.class);
    model.gate.release(2);
  }

  @Test
  void aFailedBatchFailsEachOfItsJobs() throws Exception {
    Gated model = new Gated(100, 2);
    model.failure = new TranslateException("bad");
    start(model);
    CompletableFuture<String> job = run(model, "job", 3);
    model.gate.release();

    assertThatThrownBy(job::get).hasCauseInstanceOf(TranslateException.class);
  }

  @Test
  void aWorkerThatIsShutDownFailsItsJobs() throws Exception {
    Gated model = new Gated(100, 1);
    start(model);
    CompletableFuture<String> job = run(model, "job", 3);
    model.nextBatch();

    wlm.unregisterWorkerPool(model);

    assertThatThrownBy(job::get).hasCauseInstanceOf(WlmException.class);
    assertThat(wlm.getWorkerPool(model)).isNull();
    assertThat(model.closed.await(10, TimeUnit.SECONDS)).isTrue();
    model.gate.release();
  }

  private void start(Gated model) {
    wlm.registerWorkerPool(model).initWorkers("-1");
  }

  private CompletableFuture<String> run(Gated model, String input, int priority) {
    return wlm.runJob(new Job<>(model, input, priority));
  }

  /** A model that shows each batch that it is given, and answers it when it is let. */
  private static final class Gated extends WorkerPoolConfig<String, String> {

    final Semaphore gate = new Semaphore(0);
    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
    private TranslateException failure;

    Gated(int queueSize, int batchSize) {
      id = "gated";
      this.queueSize = queueSize;
      this.batchSize = batchSize;
      maxBatchDelayMillis = 1;
      maxIdleSeconds = 60;
      minWorkers = 1;
      maxWorkers = 1;
    }

    List<String> nextBatch() throws InterruptedException {
      return batches.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void load(Device device) {}

    @Override
    public void initialize() {}

    @Override
    public void close() {}

    @Override
    public Device withDefaultDevice(String deviceName) {
      return Device.cpu();
    }

    @Override
    public Status getStatus() {
      return Status.READY;
    }

    @Override
    public boolean isParallelLoading() {
      return false;
    }

    @Override
    public String[] getLoadOnDevices() {
      return new String[] {"-1"};
    }

    @Override
    public ThreadConfig<String, String> newThread(Device device) {
      return new ThreadConfig<>(device) {
        @Override
        public void run(List<Job<String, String>> jobs) throws TranslateException {
          batches.add(jobs.stream().map(Job::getInput).toList());
          gate.acquireUninterruptibly();
          if (failure != null) {
            throw failure;
          }
          jobs.forEach(job -> job.setOutput("done " + job.getInput()));
        }

        @Override
        public void close() {
          closed.countDown();
        }
      };
    }
  }
}
