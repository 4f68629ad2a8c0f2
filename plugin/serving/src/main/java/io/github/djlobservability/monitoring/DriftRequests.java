package io.github.djlobservability.monitoring;

import io.github.djlobservability.history.MuteOutcome;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.reference.ReferenceChange;
import io.github.djlobservability.monitoring.report.ReportForm;
import io.github.djlobservability.monitoring.report.ReportMaker;
import io.github.djlobservability.monitoring.report.ReportSource;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what someone asks about a model's drift: to take a reference or go back, to mute a feature,
 * to make a report. Thread-safe: the monitoring thread does it, and nobody waits here.
 */
public final class DriftRequests {
  private final WatchedModels models;
  private final Commands commands;
  private final ReportMaker reports;
  private final Consumer<ModelWatch> changed;

  /**
   * @param changed is told of a watch whose reports are to be made anew, on the monitoring thread
   */
  DriftRequests(
      WatchedModels models, Commands commands, ReportMaker reports, Consumer<ModelWatch> changed) {
    this.models = models;
    this.commands = commands;
    this.reports = reports;
    this.changed = changed;
  }

  /**
   * Takes the next items of a model as its reference, beside the monitor of the one in force.
   *
   * @return completed by another thread; null when the model isn't watched
   */
  public @Nullable CompletableFuture<ReferenceChange> captureReference(ModelId model, long items) {
    return change(model, watch -> watch.capture(items));
  }

  /** Takes no more items as the reference; completes as {@link #captureReference} does. */
  public @Nullable CompletableFuture<ReferenceChange> cancelCapture(ModelId model) {
    return change(model, watch -> watch.driftPart().cancelCapture());
  }

  /** Goes back to the reference that came with the model; completes as the others do. */
  public @Nullable CompletableFuture<ReferenceChange> dropReference(ModelId model) {
    return change(model, watch -> watch.driftPart().dropCaptured());
  }

  /**
   * Mutes a feature for some hours, for none to end that.
   *
   * @return completed by another thread; null when the model isn't watched
   */
  public @Nullable CompletableFuture<MuteOutcome> mute(ModelId model, String feature, long hours) {
    return change(model, watch -> watch.driftPart().mute(feature, hours));
  }

  /**
   * Makes a report of the last items of a model, as the command {@code check} does of a file.
   *
   * @return completed by another thread, with a {@link RejectedExecutionException} where there is
   *     no room for it; null when the model isn't watched
   */
  public @Nullable CompletableFuture<String> check(ModelId model, ReportForm form) {
    CompletableFuture<ReportSource> source =
        change(model, watch -> watch.driftPart().reportSource());
    return source == null
        ? null
        : Commands.inTime(source.thenCompose(all -> reports.make(all, form)));
  }

  private <T> @Nullable CompletableFuture<T> change(ModelId model, Change<T> change) {
    ModelWatch watch = models.get(model);
    if (watch == null || watch.drift() == null) {
      return null;
    }
    return commands.ask(
        () -> {
          watch.open();
          T done = change.of(watch);
          watch.changed();
          changed.accept(watch);
          return done;
        });
  }

  /** A change that someone asks for, done by the worker. */
  @FunctionalInterface
  private interface Change<T> {
    T of(ModelWatch watch) throws IOException;
  }
}
