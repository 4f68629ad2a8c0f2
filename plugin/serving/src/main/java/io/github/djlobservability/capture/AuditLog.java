package io.github.djlobservability.capture;

import io.github.djlobservability.audit.AuditHead;
import io.github.djlobservability.audit.AuditRecord;
import io.github.djlobservability.config.value.AuditPolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.state.SealedLines;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.api.logs.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the audit log of one model: who was given what by which version, as hashes, each record
 * chained to the one before. A request that has no record is counted in the next one, over restarts
 * too. Not thread-safe: who observes the model owns it.
 */
public final class AuditLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditLog.class);
  private static final String PART = "audit";
  private static final Duration TELL = Duration.ofMinutes(1);

  private final ModelId model;
  private final LogFolder folder;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private AuditHead head = AuditHead.START;
  private AuditHead told = AuditHead.START;
  private long toldAt;
  private long missed;
  private final MissedCount kept;

  /** The record that a process begins with, until it is written. */
  private @Nullable Map<String, @Nullable Object> start;

  /**
   * @param folder for its files
   */
  public AuditLog(
      ModelId model, AuditPolicy policy, Path folder, Telemetry telemetry, InstantSource clock) {
    this.model = model;
    this.folder = new LogFolder(folder, policy.folderBytes(), policy.retention());
    this.kept = new MissedCount(folder);
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /**
   * Goes on where the chain ends. Where its first record can't be written it goes before the next.
   *
   * @param version the plugin's
   * @throws IOException if it can't go on; then nothing is to be written
   */
  public void open(String version) throws IOException {
    head = last();
    MissedCount.Left left = kept.read(head);
    missed = left.requests();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("kind", "start");
    fields.put("time", clock.instant().toString());
    fields.put("model", model.toString());
    fields.put("plugin", version);
    if (!left.closed()) {
      fields.put("unclosed", true);
    }
    start = fields;
    try {
      keep(false);
      begin();
    } catch (IOException e) {
      telemetry.failures().caught(PART, e);
    }
    LOGGER.info("Model {}: its audit log goes on at {}", model, head);
    tell();
  }

  private AuditHead last() throws IOException {
    List<Path> files = folder.oldestFirst();
    for (int i = files.size() - 1; i >= 0; i--) {
      AuditHead last = last(files.get(i));
      if (last != null) {
        return last;
      }
    }
    return AuditHead.START;
  }

  private static @Nullable AuditHead last(Path file) throws IOException {
    List<String> lines = SealedLines.read(file);
    for (int i = lines.size() - 1; i >= 0; i--) {
      AuditRecord record = AuditRecord.parse(lines.get(i));
      if (record != null) {
        return record.head();
      }
    }
    return null;
  }

  /** Writes the record of a request, or counts that it couldn't. */
  public void add(Observation observation) {
    try {
      write(AuditedInference.fields(observation, telemetry.privacy(), random));
      count("written", 1);
    } catch (IOException e) {
      telemetry.failures().caught(PART, e);
      missed(1);
    }
  }

  /** Returns why the last record could not be written; null when it could. */
  public @Nullable IOException failure() {
    return folder.failure();
  }

  private void write(Map<String, @Nullable Object> fields) throws IOException {
    begin();
    append(fields);
  }

  private void begin() throws IOException {
    Map<String, @Nullable Object> first = start;
    if (first != null) {
      append(first);
      start = null;
    }
  }

  private void append(Map<String, @Nullable Object> fields) throws IOException {
    if (missed > 0) {
      fields.put("missed", missed);
    }
    AuditRecord record = AuditRecord.after(head, fields);
    folder.write(record.line(), clock.millis());
    head = record.head();
    missed = 0;
  }

  private void keep(boolean closed) throws IOException {
    kept.write(missed, head, closed);
  }

  /** Counts requests that nobody has seen; the next record says how many. */
  public void missed(long requests) {
    missed += requests;
    count("missed", requests);
  }

  private void count(String outcome, long records) {
    telemetry
        .instruments(PluginMetric.class)
        .add(
            PluginMetric.AUDIT_RECORDS,
            records,
            ModelAttributes.of(model).put(PluginKeys.AUDIT_OUTCOME, outcome).build());
  }

  /** Has everything be on the disk; once a minute tells the head, and lets old files go. */
  public void tick() throws IOException {
    keep(false);
    folder.force();
    if (clock.millis() - toldAt >= TELL.toMillis()) {
      tell();
      folder.tidy(clock.millis());
    }
  }

  /** Tells the head: nobody who cuts records off later can change what was told. */
  private void tell() {
    toldAt = clock.millis();
    if (head.equals(told)) {
      return;
    }
    told = head;
    telemetry
        .events()
        .emit(
            Event.AUDIT_HEAD,
            Severity.INFO,
            "Model " + model + ": the audit log's head is " + head,
            clock.instant(),
            ModelAttributes.of(model)
                .put(PluginKeys.AUDIT_NUMBER, head.number())
                .put(PluginKeys.AUDIT_HASH, head.hash())
                .build());
  }

  /** Ends, with everything on the disk. */
  public void close() throws IOException {
    LOGGER.info("Model {}: its audit log ends at {}", model, head);
    tell();
    try {
      folder.force();
      folder.close();
    } finally {
      keep(true);
    }
  }
}
