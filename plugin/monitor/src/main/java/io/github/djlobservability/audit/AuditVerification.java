package io.github.djlobservability.audit;

import io.github.djlobservability.state.SealedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of an audit log through its files, and stops at the first record that is not
 * what was written. Not thread-safe.
 *
 * <p>A chain may begin in the middle, where the oldest files are gone. Where a process was killed
 * in the middle of a line, the rest of that line is told and the chain goes on in the next file.
 */
public final class AuditVerification {
  private final @Nullable AuditHead expected;
  private final List<String> notes = new ArrayList<>();
  private @Nullable AuditHead head;
  private @Nullable String broken;
  private @Nullable String cutOff;
  private boolean expectedSeen;
  private long first;
  private long records;
  private long missed;

  /**
   * @param expected a head that the chain must hold; null for none
   */
  public AuditVerification(@Nullable AuditHead expected) {
    this.expected = expected;
    this.expectedSeen = expected == null;
  }

  /**
   * Says what was found.
   *
   * @param first the number of the first record
   * @param head of the chain, as far as it is whole; null without a record
   * @param missed requests that the log itself says are not in it
   * @param broken names the first record that is not what was written; null if all are
   * @param notes what else a reader should know
   */
  public record Result(
      long records,
      long first,
      @Nullable AuditHead head,
      long missed,
      @Nullable String broken,
      List<String> notes) {}

  /** Verifies files, in the order in which they were written. */
  public Result verify(List<Path> files) throws IOException {
    for (Path file : files) {
      verify(file);
      if (broken != null) {
        return result();
      }
    }
    if (cutOff != null) {
      notes.add(cutOff);
    }
    if (!expectedSeen && expected != null) {
      broken =
          head == null || head.number() < expected.number()
              ? "the end is missing: record " + expected.number() + " is not there"
              : "record " + expected.number() + " has another hash than was told";
    }
    if (first > 1) {
      notes.add("records before " + first + " are not in these files");
    }
    return result();
  }

  private void verify(Path file) throws IOException {
    List<String> lines = SealedLines.read(file);
    for (int i = 0; i < lines.size() && broken == null; i++) {
      String place = file.getFileName() + ", line " + (i + 1);
      AuditRecord record = AuditRecord.parse(lines.get(i));
      if (record != null) {
        follow(record, place);
      } else if (i == lines.size() - 1) {
        cutOff = place + ": a record was cut off, as when the process was killed";
      } else {
        broken = place + ": " + next() + " is no record any more";
      }
    }
  }

  private void follow(AuditRecord record, String place) {
    AuditHead before = head;
    String name = place + ": record " + record.number();
    if (!record.isWhole()) {
      broken = name + " was changed: its hash is another";
    } else if (before != null && record.number() != before.number() + 1) {
      broken = name + " follows record " + before.number() + ": what was between them is missing";
    } else if (before != null && !record.previous().equals(before.hash())) {
      broken = name + " does not follow the record " + before.number() + " that is here";
    } else if (before == null
        && record.number() == 1
        && !record.previous().equals(AuditHead.START.hash())) {
      broken = name + " is not the first of a chain";
    } else {
      accept(record);
    }
  }

  private void accept(AuditRecord record) {
    if (cutOff != null) {
      notes.add(cutOff);
      cutOff = null;
    }
    if (record.json().path("unclosed").asBoolean()) {
      notes.add(
          "record "
              + record.number()
              + ": the process before it ended without closing the log; how many of its last"
              + " requests have no record is not known");
    }
    first = records == 0 ? record.number() : first;
    records++;
    missed += record.json().path("missed").asLong();
    head = record.head();
    expectedSeen |= head.equals(expected);
  }

  private String next() {
    return head == null ? "the first one" : "record " + (head.number() + 1);
  }

  private Result result() {
    return new Result(records, first, head, missed, broken, List.copyOf(notes));
  }
}
