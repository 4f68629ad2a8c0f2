package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.config.CapturePolicy;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.ItemPrediction;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses which of one model's inferences are logged, and hands those over. */
final class CaptureWatch implements Part {
  private static final Logger LOGGER = LoggerFactory.getLogger(CaptureWatch.class);
  private static final String FOLDER = "inference-log";

  private final ModelId model;
  private final CapturePolicy policy;
  private final Path folder;
  private final DriftWatch drift;
  private final InferenceLog log;
  private final Governor governor;
  private boolean told;
  private final SplittableRandom random = new SplittableRandom();

  /**
   * @param state the model's folder for what is kept
   * @param drift says whether the model drifts
   */
  CaptureWatch(
      ModelId model, CapturePolicy policy, Path state, DriftWatch drift, PluginFacts plugin) {
    this.model = model;
    this.policy = policy;
    this.folder = state.resolve(FOLDER);
    this.drift = drift;
    this.log = plugin.log();
    this.governor = plugin.governor();
  }

  @Override
  public String label() {
    return "capture";
  }

  @Override
  public String withoutIt() {
    return "its inferences aren't logged";
  }

  @Override
  public void open() {
    log.begin(model, policy, folder);
  }

  @Override
  public boolean isActive() {
    return true;
  }

  @Override
  public Need need() {
    return policy.lowScore() > 0 ? Need.ITEMS : Need.REQUEST;
  }

  @Override
  public void observe(RequestItems request) {
    Observation observation = request.observation();
    if (observation.input() == Payload.DOCTOR) {
      return;
    }
    String why = why(request);
    if (why == null) {
      log.leftOut(model, "not_sampled");
      return;
    }
    if (random.nextDouble() >= governor.captureShare()) {
      lowered();
      return;
    }
    log.offer(
        new Observation(
            observation.model(),
            observation.epochMillis(),
            observation.traceId(),
            observation.requestId(),
            atHand(observation.input()),
            atHand(observation.output())),
        why);
  }

  private void lowered() {
    log.leftOut(model, "cpu_share");
    if (!told) {
      told = true;
      LOGGER.warn(
          "Model {}: some inferences are not logged, since the plugin would take more CPU time than"
              + " observability.cpu-share allows",
          model);
    }
  }

  private @Nullable String why(RequestItems request) {
    if (policy.drifting() && !drift.drifting().isEmpty()) {
      return "drift";
    }
    for (ItemPrediction prediction : request.predictions()) {
      if (prediction.score() != null && prediction.score() < policy.lowScore()) {
        return "low_score";
      }
    }
    return random.nextDouble() < policy.rate() ? "rate" : null;
  }

  /** An object that is serialised when it is read may be gone when the log reads it. */
  private static Payload atHand(Payload payload) {
    if (payload instanceof Payload.Both both) {
      return atHand(both.body());
    }
    return payload instanceof Payload.Body body && !body.atHand()
        ? Payload.Body.of(body.bytes(), body.contentType())
        : payload;
  }

  @Override
  public void save() {}

  @Override
  public void publish() {}

  @Override
  public void close() {
    log.end(model);
  }
}
