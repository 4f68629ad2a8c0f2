package io.github.djlobservability.capture;

import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.detector.PersonalData;
import io.github.djlobservability.privacy.redaction.LeftOutText;
import io.github.djlobservability.privacy.redaction.Redaction;
import io.github.djlobservability.privacy.redaction.Rule;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.Worker;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Logs inferences on a thread of its own: redacts each, then writes it where it is to go. Whoever
 * hands one over never waits; what doesn't fit, or can't be written, is counted by reason.
 * Thread-safe.
 */
public final class InferenceLog {
  private static final String PART = "capture";
  private static final int MAX_WAITING = 1_000;
  private static final long MAX_WAITING_BYTES = 32L << 20;

  private static final long ERASURE_BYTES = 500;
  private static final Duration FOREVER = Duration.ofDays(100_000);

  private static final Duration TIDY = Duration.ofMinutes(10);
  private static final Duration CHECK = Duration.ofSeconds(5);

  /** The members that hold texts of prompts and generations, in the forms that servers use. */
  private static final List<String> CONTENT =
      List.of(
          "messages",
          "prompt",
          "system",
          "inputs",
          "choices",
          "generated_text",
          "content",
          "text",
          "generation",
          "token");

  /** The members of failed responses that may hold a part of the request. */
  private static final List<String> MESSAGES = List.of("message", "error", "detail", "trace");

  private final Telemetry telemetry;
  private final InstantSource clock;
  private final HandOff<LoggedInference> waiting;
  private final Worker worker;
  private final HandOff<Runnable> erasures;
  private final Map<ModelId, Destination> destinations = new ConcurrentHashMap<>();
  private final CaptureShare share = new CaptureShare();

  /** Makes a log; {@link #start} starts its thread. */
  public InferenceLog(Telemetry telemetry, InstantSource clock) {
    this.telemetry = telemetry;
    this.clock = clock;
    waiting =
        telemetry
            .workers()
            .handOff(PART, MAX_WAITING, MAX_WAITING_BYTES, LoggedInference::heldBytes);
    worker = telemetry.workers().worker(PART, PART);
    worker.takes(waiting, this::write);
    erasures =
        telemetry.workers().handOff("erasures", MAX_WAITING, Long.MAX_VALUE, e -> ERASURE_BYTES);
    worker.takes(erasures, Runnable::run);
    worker.every(TIDY, () -> each(folder -> folder.tidy(clock.millis())));
    worker.every(CHECK, () -> each(LogFolder::checkThere));
    worker.atEnd(() -> destinations.values().forEach(this::end));
  }

  /** Starts the thread. */
  public void start() {
    worker.start();
  }

  /** Stops the thread when what waits is written; waits no longer than it is told. */
  public void close(Duration limit) {
    boolean unused = worker.close(limit);
  }

  /**
   * Begins with a model.
   *
   * @param folder for its files
   */
  public void begin(ModelId model, CapturePolicy policy, Path folder) {
    Privacy privacy = telemetry.privacy();
    List<Rule> rules = new ArrayList<>(policy.rules());
    if (!policy.content()) {
      CONTENT.forEach(name -> rules.add(new Rule(name, Rule.Action.MASK, 0)));
    }
    PersonalData personal = new PersonalData(policy.kinds(), policy.patterns());
    LeftOutText ofRules =
        policy.rules().isEmpty() && !policy.content() ? LeftOutText.CONTENT : LeftOutText.RULES;
    Redaction input = new Redaction(rules, policy.rules().isEmpty(), ofRules, personal, privacy);
    Redaction output = new Redaction(rules, true, ofRules, personal, privacy);
    LeftOutText ofFailures = rules.isEmpty() ? LeftOutText.FAILURE : ofRules;
    if (!privacy.showsAll()) {
      MESSAGES.forEach(name -> rules.add(new Rule(name, Rule.Action.MASK, 0)));
    }
    Redaction failed = new Redaction(rules, true, ofFailures, personal, privacy);
    destinations.put(
        model,
        new Destination(
            policy,
            new InferenceForm(input, output, failed, privacy, policy.maxBodyBytes()),
            new LogFolder(folder, policy.folderBytes(), policy.retention())));
  }

  /**
   * Lets only a share of the inferences that are offered pass, from 0 to 1; the others are counted
   * as {@code cpu_share}.
   */
  public void keep(double shareOfOffered) {
    share.keep(shareOfOffered);
  }

  /** Returns why a model's last line could not be written; null when it could. */
  public @Nullable IOException failure(ModelId model) {
    Destination to = destinations.get(model);
    return to == null ? null : to.folder().failure();
  }

  /** Takes an inference, or counts that it couldn't. */
  public void offer(Observation observation, CaptureReason reason) {
    if (!share.takes()) {
      count(observation.model(), "cpu_share", reason);
      return;
    }
    LoggedInference inference = LoggedInference.of(observation, reason);
    if (!waiting.offer(inference)) {
      count(inference, "queue");
    }
  }

  /**
   * Erases what was logged of somebody, and what waits to be.
   *
   * @param folder for the model's files, which a log of before may have left
   * @param key the field of bodies that is the business's key; null for none
   * @return what is gone; completed by another thread
   */
  public CompletableFuture<ErasedLines> erase(
      ModelId model, Path folder, Subject subject, @Nullable String key) {
    CompletableFuture<ErasedLines> reply = new CompletableFuture<>();
    LineSubject which = new LineSubject(subject, key, telemetry.privacy());
    if (!erasures.offer(() -> erase(model, folder, which, reply))) {
      reply.completeExceptionally(new RejectedExecutionException("too much waits already"));
    }
    worker.wake();
    return reply;
  }

  private void erase(
      ModelId model, Path folder, LineSubject which, CompletableFuture<ErasedLines> reply) {
    try {
      int unused = waiting.drain(waiting.size(), this::write);
      Destination open = destinations.get(model);
      LogFolder from =
          open == null ? new LogFolder(folder, Long.MAX_VALUE, FOREVER) : open.folder();
      Set<String> requests = new HashSet<>();
      int lines = from.erase(which::mayBeIn, line -> which.test(line) && noted(line, requests));
      reply.complete(new ErasedLines(lines, requests));
    } catch (IOException | RuntimeException | Error e) {
      reply.completeExceptionally(e);
    }
  }

  private static boolean noted(String line, Set<String> requests) {
    String request = LineSubject.requestOf(line);
    if (request != null) {
      requests.add(request);
    }
    return true;
  }

  /**
   * Counts an inference that is not logged.
   *
   * @param reason for which it would have been; null where there is none
   */
  public void leftOut(ModelId model, String outcome, @Nullable CaptureReason reason) {
    count(model, outcome, reason);
  }

  private void write(LoggedInference inference) {
    Destination to = destinations.get(inference.model());
    if (to == null) {
      count(inference, "gone");
      return;
    }
    InferenceForm.Redacted body = to.form().redacted(inference);
    if (to.policy().targets().contains(CapturePolicy.Target.EVENTS)) {
      emit(inference, body);
    }
    boolean written = true;
    if (to.policy().targets().contains(CapturePolicy.Target.LINES)) {
      written = toDisk(inference, to, to.form().line(inference, body));
    }
    if (to.policy().targets().contains(CapturePolicy.Target.SAGEMAKER)) {
      written &= toDisk(inference, to, to.form().sageMaker(inference, body));
    }
    if (written) {
      count(inference, body.cut() ? "cut" : "written");
    }
  }

  private void each(FolderTask task) {
    for (Destination destination : destinations.values()) {
      try {
        task.run(destination.folder());
      } catch (IOException e) {
        telemetry.failures().caught(PART, e);
      }
    }
  }

  private boolean toDisk(LoggedInference inference, Destination to, String line) {
    try {
      to.folder().write(line, clock.millis());
      return true;
    } catch (IOException e) {
      telemetry.failures().caught(PART, e);
      count(inference, "disk");
      return false;
    }
  }

  private void emit(LoggedInference inference, InferenceForm.Redacted body) {
    Observation observation = inference.observation();
    AttributesBuilder attributes =
        ModelAttributes.of(observation.model())
            .put(PluginKeys.INFERENCE_INPUT, InferenceForm.Redacted.text(body.input()))
            .put(PluginKeys.INFERENCE_OUTPUT, InferenceForm.Redacted.text(body.output()))
            .put(PluginKeys.INFERENCE_REASON, inference.reason().label());
    if (observation.requestId() != null) {
      attributes.put(ModelKeys.REQUEST_ID, observation.requestId());
    }
    Completion completion = observation.completion();
    String traceState = LoggedInference.traceState(completion.span());
    if (completion.span().isValid()) {
      attributes.put(PluginKeys.INFERENCE_TRACE, completion.span().getTraceId());
    }
    if (!traceState.isEmpty()) {
      attributes.put(PluginKeys.INFERENCE_TRACE_STATE, telemetry.privacy().text(traceState));
    }
    if (completion.status() != 0) {
      attributes.put(HttpKeys.STATUS_CODE, (long) completion.status());
    }
    if (completion.failure() != null) {
      attributes.put(ModelKeys.FAILURE_REASON, completion.failure());
    }
    telemetry
        .events()
        .emit(
            Event.INFERENCE,
            Severity.INFO,
            "Model " + observation.model() + ": an inference",
            Instant.ofEpochMilli(observation.epochMillis()),
            attributes.build(),
            completion.span());
  }

  private void count(LoggedInference inference, String outcome) {
    count(inference.model(), outcome, inference.reason());
  }

  private void count(ModelId model, String outcome, @Nullable CaptureReason reason) {
    AttributesBuilder attributes =
        ModelAttributes.of(model).put(PluginKeys.INFERENCE_OUTCOME, outcome);
    if (reason != null) {
      attributes.put(PluginKeys.INFERENCE_REASON, reason.label());
    }
    telemetry
        .instruments(PluginMetric.class)
        .add(PluginMetric.INFERENCE_LOG, 1, attributes.build());
  }

  /** Ends with a model. */
  public void end(ModelId model) {
    Destination gone = destinations.remove(model);
    if (gone != null) {
      end(gone);
    }
  }

  private void end(Destination destination) {
    try {
      destination.folder().close();
    } catch (IOException e) {
      telemetry.failures().caught(PART, e);
    }
  }

  /** Does something to a folder now and then. */
  @FunctionalInterface
  private interface FolderTask {
    void run(LogFolder folder) throws IOException;
  }

  private record Destination(CapturePolicy policy, InferenceForm form, LogFolder folder) {}
}
