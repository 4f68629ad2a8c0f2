package io.github.djlobservability.config;

import io.github.djlobservability.config.value.AuditPolicy;
import java.time.Duration;

/** The settings of the audit log. */
public final class AuditSetting {
  public static final Setting<Boolean> AUDIT =
      Setting.ofModel(
          "observability.audit-log",
          Notation.flag(),
          false,
          "whether each request is a record of a chain of hashes; see"
              + " [audit-log.md](audit-log.md)");

  public static final Setting<Duration> RETENTION =
      Setting.ofModel(
          "observability.audit-log.retention",
          TimeNotation.time(),
          Duration.ofDays(184),
          "how long files of the audit log are kept");

  public static final Setting<Long> FOLDER_BYTES =
      Setting.ofModel(
          "observability.audit-log.max-bytes",
          Notation.size(),
          4L << 30,
          "room on disk for each model's audit log; past it the oldest files go");

  private AuditSetting() {}

  /** Returns what a model's audit log is to be. */
  public static AuditPolicy policy(Settings settings) {
    return new AuditPolicy(
        settings.get(AUDIT), settings.get(FOLDER_BYTES), settings.get(RETENTION));
  }
}
