package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes what the SDK logs on to the server's log: a line each, without a stack trace. The SDK
 * would write to the standard error, past the server's log. That an export failed is passed on for
 * debugging alone, because {@link SignalExports} says it better, and so is what it only informs of
 * while it starts, as that an attempt failed. A warning that is repeated is passed on once a
 * minute. Thread-safe.
 */
final class SdkLog extends Handler {
  private static final org.slf4j.Logger LOGGER = LoggerFactory.getLogger(SdkLog.class);
  private static final String SDK_PACKAGE = ".sdk";
  private static final String EXPORTERS = ".exporter.";
  private static final String PROCESSORS = ".export.";
  private static final String EXPORT_FAILED = "Exporter ";
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_REPEATED = 100;

  /** Loggers are held weakly: without this, the handler would get lost with its logger. */
  private final Logger source;

  private final LongSupplier nanoTime;
  private volatile boolean started;

  /** Until when a warning of the same words is not repeated. */
  private final Map<String, Long> quietUntil = new HashMap<>();

  private SdkLog(Logger source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
  }

  /** Begins to pass on. */
  static SdkLog install() {
    return install(System::nanoTime);
  }

  /**
   * Begins to pass on.
   *
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  static SdkLog install(LongSupplier nanoTime) {
    String sdk = OpenTelemetrySdk.class.getPackageName();
    Logger source = Logger.getLogger(sdk.substring(0, sdk.length() - SDK_PACKAGE.length()));
    SdkLog log = new SdkLog(source, nanoTime);
    source.addHandler(log);
    source.setUseParentHandlers(false);
    return log;
  }

  /** Passes on from now on what the SDK only informs of. */
  void started() {
    started = true;
  }

  /** Leaves it to the SDK again. */
  void remove() {
    source.removeHandler(this);
    source.setUseParentHandlers(true);
  }

  @Override
  public void publish(LogRecord entry) {
    String text = text(entry);
    LOGGER.atLevel(level(entry, text)).log("{}", text);
  }

  /** Returns the level that an entry is passed on with; to be called once for it. */
  org.slf4j.event.Level level(LogRecord entry, String text) {
    boolean warns = entry.getLevel().intValue() >= Level.WARNING.intValue();
    if (warns && !isOfExport(entry) && isDue(text)) {
      return org.slf4j.event.Level.WARN;
    }
    boolean informs = !warns && entry.getLevel().intValue() >= Level.INFO.intValue();
    return informs && started ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
  }

  private static boolean isOfExport(LogRecord entry) {
    return name(entry).contains(EXPORTERS)
        || (name(entry).contains(PROCESSORS)
            && String.valueOf(entry.getMessage()).startsWith(EXPORT_FAILED));
  }

  private static String name(LogRecord entry) {
    return String.valueOf(entry.getLoggerName());
  }

  private synchronized boolean isDue(String text) {
    long now = nanoTime.getAsLong();
    Long until = quietUntil.get(text);
    if (until != null && now - until < 0) {
      return false;
    }
    if (quietUntil.size() >= MAX_REPEATED) {
      quietUntil.clear();
    }
    quietUntil.put(text, now + QUIET_NANOS);
    return true;
  }

  private static String text(LogRecord entry) {
    Object[] parameters = entry.getParameters();
    String message =
        parameters == null || parameters.length == 0
            ? String.valueOf(entry.getMessage())
            : MessageFormat.format(String.valueOf(entry.getMessage()), parameters);
    Throwable thrown = entry.getThrown();
    return "OpenTelemetry: " + message + (thrown == null ? "" : ": " + thrown);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
