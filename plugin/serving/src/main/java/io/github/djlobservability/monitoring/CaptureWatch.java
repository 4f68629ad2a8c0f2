package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.CaptureChoice;
import io.github.djlobservability.capture.CaptureReason;
import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.config.CapturePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.ItemPrediction;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Chooses which of one model's inferences are logged, and hands those over. */
final class CaptureWatch implements Part {
  private static final String FOLDER = "inference-log";
  private static final int FIRST_ERROR = 400;

  private final ModelId model;
  private final CapturePolicy policy;
  private final Path folder;
  private final DriftWatch drift;
  private final InferenceLog log;
  private final CaptureChoice choice;
  private final InstantSource clock = InstantSource.system();

  /**
   * @param state the model's folder for what is kept
   * @param drift says whether the model drifts
   */
  CaptureWatch(
      ModelId model, CapturePolicy policy, Path state, DriftWatch drift, InferenceLog log) {
    this.model = model;
    this.policy = policy;
    this.folder = state.resolve(FOLDER);
    this.drift = drift;
    this.log = log;
    this.choice = new CaptureChoice(policy, new SplittableRandom());
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
    // What a model in Java gave a status of its own is seen again when the response is over.
    if (observation.input() != Payload.DOCTOR && observation.completion().status() < FIRST_ERROR) {
      double score = Double.NaN;
      for (ItemPrediction prediction : request.predictions()) {
        score = prediction.score() == null ? score : lower(score, prediction.score());
      }
      choose(observation, score);
    }
  }

  private static double lower(double lowest, double score) {
    return score >= lowest ? lowest : score;
  }

  @Override
  public boolean wantsFailed() {
    return !policy.failed().isEmpty();
  }

  @Override
  public void failed(Observation observation) {
    choose(observation, Double.NaN);
  }

  private void choose(Observation observation, double score) {
    CaptureReason reason = choice.of(observation.completion(), score, !drift.drifting().isEmpty());
    if (reason == null) {
      log.leftOut(model, "not_sampled", null);
    } else if (choice.isWithinLimit(clock.millis())) {
      log.offer(observation, reason);
    } else {
      log.leftOut(model, "limit", reason);
    }
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
