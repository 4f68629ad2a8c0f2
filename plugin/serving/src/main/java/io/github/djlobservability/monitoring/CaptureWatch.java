package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.AuditLog;
import io.github.djlobservability.capture.CaptureChoice;
import io.github.djlobservability.capture.CaptureReason;
import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.config.value.AuditPolicy;
import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.ItemPrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands one model's requests to its logs: those that are chosen to the inference log, all of them
 * to the audit log.
 */
final class CaptureWatch implements Part {
  static final String FOLDER = "inference-log";
  private static final String AUDIT_FOLDER = "audit-log";
  private static final int FIRST_ERROR = 400;

  private final ModelId model;
  private final CapturePolicy policy;
  private final Path folder;
  private final DriftWatch drift;
  private final InferenceLog log;
  private final @Nullable AuditLog audit;
  private final String version;
  private final LongSupplier unseen;
  private long unseenBefore;

  /** Holds the failure that was told last. */
  private @Nullable IOException told;

  private final CaptureChoice choice;
  private final InstantSource clock = InstantSource.system();

  /**
   * @param state the model's folder for what is kept
   * @param audited says whether there is an audit log
   * @param drift says whether the model drifts
   */
  CaptureWatch(
      ModelId model,
      CapturePolicy policy,
      AuditPolicy audited,
      Path state,
      DriftWatch drift,
      PluginFacts plugin) {
    this.model = model;
    this.policy = policy;
    this.folder = state.resolve(FOLDER);
    this.drift = drift;
    this.log = plugin.log();
    this.audit =
        audited.isOn()
            ? new AuditLog(model, audited, state.resolve(AUDIT_FOLDER), plugin.telemetry(), clock)
            : null;
    this.version = plugin.version();
    this.unseen = plugin.unseen();
    this.choice = new CaptureChoice(policy, new SplittableRandom());
  }

  @Override
  public String label() {
    return "capture";
  }

  @Override
  public String withoutIt() {
    return "its inferences aren't logged, neither in the audit log";
  }

  @Override
  public void open() throws IOException {
    unseenBefore = unseen.getAsLong();
    if (audit != null) {
      audit.open(version);
    }
    if (policy.isOn()) {
      log.begin(model, policy, folder);
    }
  }

  @Override
  public boolean isActive() {
    return true;
  }

  /** Returns whether inferences are logged, beside what is audited; for any thread. */
  boolean isLogging() {
    return policy.isOn();
  }

  @Override
  public Need need() {
    return policy.lowScore() > 0 ? Need.ITEMS : Need.REQUEST;
  }

  @Override
  public void observe(RequestItems request) {
    Observation observation = request.observation();
    Completion completion = observation.completion();
    // What a model in Java gave a status of its own is seen again when the response is over.
    if (observation.input() != Payload.DOCTOR
        && completion.status() < FIRST_ERROR
        && !completion.logged()) {
      audit(observation);
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
    return audit != null || !policy.failed().isEmpty();
  }

  @Override
  public void failed(Observation observation) {
    audit(observation);
    choose(observation, Double.NaN);
  }

  private void audit(Observation observation) {
    if (audit != null) {
      audit.add(observation);
    }
  }

  /** Tells the audit log of requests, of any model, that nobody has seen. */
  @Override
  public void tick() throws IOException {
    if (audit != null) {
      missed(audit);
      audit.tick();
    }
    IOException failure = failure();
    if (failure != null && failure != told) {
      told = failure;
      throw failure;
    }
  }

  /** Returns why what was logged last could not be written; null when it could. */
  private @Nullable IOException failure() {
    IOException failure = audit == null ? null : audit.failure();
    return failure == null ? log.failure(model) : failure;
  }

  private void missed(AuditLog log) {
    long now = unseen.getAsLong();
    if (now > unseenBefore) {
      log.missed(now - unseenBefore);
      unseenBefore = now;
    }
  }

  private void choose(Observation observation, double score) {
    if (!policy.isOn()) {
      return;
    }
    CaptureReason reason = choice.of(observation.completion(), score, !drift.drifting().isEmpty());
    if (reason == null) {
      log.leftOut(model, "not_sampled", null);
    } else if (choice.isWithinLimit(clock.millis())) {
      log.offer(observation, reason);
    } else {
      log.leftOut(model, "limit", reason);
    }
  }

  /** Has nothing to keep, but what could not be written is no state that was kept. */
  @Override
  public void save() throws IOException {
    IOException failure = failure();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void publish() {}

  @Override
  public void close() throws IOException {
    log.end(model);
    if (audit != null) {
      missed(audit);
      audit.close();
    }
  }
}
