package io.github.djlobservability.telemetry;

import io.github.djlobservability.worker.OwnThreads;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Watches the exporters: says in the log when one fails, and how they do on the page. Thread-safe.
 */
final class ExportWatch {
  private final List<SignalExports> signals = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final OwnThreads threads = new OwnThreads();

  ExportWatch() {
    this(InstantSource.system(), System::nanoTime);
  }

  ExportWatch(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Begins to watch the exports of a signal. */
  SignalExports signal(String name) {
    SignalExports exports = new SignalExports(name, clock, nanoTime, threads);
    signals.add(exports);
    return exports;
  }

  /** Returns the threads that export. */
  OwnThreads threads() {
    return threads;
  }

  private static CompletableResultCode begun(Supplier<CompletableResultCode> begin) {
    try {
      return begin.get();
    } catch (Throwable e) {
      return CompletableResultCode.ofExceptionalFailure(e);
    }
  }

  /** Returns whether the last export of a signal failed, of any of its exporters. */
  boolean isFailing(String signal) {
    return signals.stream().anyMatch(each -> each.isFailing(signal));
  }

  List<ExportReport> report() {
    List<ExportReport> reports = new ArrayList<>();
    signals.forEach(signal -> reports.add(signal.report()));
    return reports;
  }

  /**
   * Begins an export, and takes note of it when it is over. One that throws has failed: an error
   * that got through would end the SDK's thread, and with it all exports of the signal.
   *
   * @param items that are lost if it fails
   */
  static CompletableResultCode watched(
      SignalExports exports, long items, Supplier<CompletableResultCode> begin) {
    exports.begins();
    CompletableResultCode export = begun(begin);
    return export.whenComplete(
        () -> {
          exports.works();
          if (export.isSuccess()) {
            exports.succeeded();
          } else {
            exports.failed(export.getFailureThrowable(), items);
          }
        });
  }
}
