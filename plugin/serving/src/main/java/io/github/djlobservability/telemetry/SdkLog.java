package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes what the SDK logs on to the server's log: a line each, without a stack trace. The SDK
 * would write to the standard error, past the server's log. What its exporters say is passed on for
 * debugging alone, because {@link SignalExports} says it better. Thread-safe.
 */
final class SdkLog extends Handler {
  private static final org.slf4j.Logger LOGGER = LoggerFactory.getLogger(SdkLog.class);
  private static final String SDK_PACKAGE = ".sdk";
  private static final String EXPORTERS = ".exporter.";

  /** Loggers are held weakly: without this, the handler would get lost with its logger. */
  private final Logger source;

  private SdkLog(Logger source) {
    this.source = source;
  }

  /** Begins to pass on. */
  static SdkLog install() {
    String sdk = OpenTelemetrySdk.class.getPackageName();
    Logger source = Logger.getLogger(sdk.substring(0, sdk.length() - SDK_PACKAGE.length()));
    SdkLog log = new SdkLog(source);
    source.addHandler(log);
    source.setUseParentHandlers(false);
    return log;
  }

  /** Leaves it to the SDK again. */
  void remove() {
    source.removeHandler(this);
    source.setUseParentHandlers(true);
  }

  @Override
  public void publish(LogRecord entry) {
    String text = text(entry);
    if (entry.getLoggerName() != null && entry.getLoggerName().contains(EXPORTERS)) {
      LOGGER.debug("{}", text);
    } else if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      LOGGER.warn("{}", text);
    } else if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
      LOGGER.info("{}", text);
    } else {
      LOGGER.debug("{}", text);
    }
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
