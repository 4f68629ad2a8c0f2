package io.github.djlobservability.embedding;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.Embeddings;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the second models of all models on one thread, which is there with the first of them.
 * Thread-safe.
 */
public final class SecondModels implements Embeddings {
  /** One waits at most, beside the loads and closes that wait. */
  private static final int MAX_WAITING = 100;

  private static final double USUAL_RATE = 16_000;
  private static final String PART = "embedding";

  private final Telemetry telemetry;
  private final Governor governor;
  private @Nullable HandOff<Runnable> thread;

  /**
   * @param governor tells what the process and the plugin take
   */
  public SecondModels(Telemetry telemetry, Governor governor) {
    this.telemetry = telemetry;
    this.governor = governor;
  }

  @Override
  public Source of(ModelId model, Settings settings, Path folder) {
    String location = settings.find(PayloadSetting.EMBEDDING_MODEL);
    if (location == null) {
      return NONE.of(model, settings, folder);
    }
    List<Long> input = settings.find(PayloadSetting.EMBEDDING_INPUT);
    Long rate = settings.find(PayloadSetting.SAMPLE_RATE);
    double sampleRate = rate == null ? USUAL_RATE : rate;
    return new SecondModel(
        model,
        () -> DjlModel.load(location, folder, input, sampleRate),
        thread(),
        new IdleTime(
            governor::report, Runtime.getRuntime().availableProcessors(), System::nanoTime),
        telemetry.failures());
  }

  private synchronized HandOff<Runnable> thread() {
    if (thread == null) {
      thread = telemetry.workers().handOff(PART, MAX_WAITING, Long.MAX_VALUE, work -> 0);
      Worker worker = telemetry.workers().worker(PART, PART);
      worker.takes(thread, Runnable::run);
      worker.start();
    }
    return thread;
  }
}
