package io.github.djlobservability.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerificationTest {
  @TempDir Path folder;

  private final List<String> first = new ArrayList<>();
  private final List<String> second = new ArrayList<>();
  private AuditHead head = AuditHead.START;

  @BeforeEach
  void chain() {
    for (int i = 1; i <= 6; i++) {
      AuditRecord record = AuditRecord.after(head, Map.of("status", 200, "missed", i == 5 ? 3 : 0));
      (i <= 3 ? first : second).add(record.line());
      head = record.head();
    }
  }

  private AuditVerification.Result verified(@Nullable AuditHead expected) throws IOException {
    Path one = Files.write(folder.resolve("1.jsonl"), first);
    Path two = Files.write(folder.resolve("2.jsonl"), second);
    return new AuditVerification(expected).verify(List.of(one, two));
  }

  @Test
  void aWholeChainGoesFromFileToFile() throws IOException {
    AuditVerification.Result result = verified(head);
    assertThat(result.broken()).isNull();
    assertThat(result.records()).isEqualTo(6);
    assertThat(result.missed()).isEqualTo(3);
    assertThat(result.head()).isEqualTo(head);
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void aChangedRecordIsNamed() throws IOException {
    second.set(1, second.get(1).replace("200", "500"));
    assertThat(verified(null).broken())
        .isEqualTo("2.jsonl, line 2: record 5 was changed: its hash is another");
  }

  /** Whoever computes its hash anew can't compute those of the records behind it. */
  @Test
  void aRecordWithAHashOfItsOwnBreaksTheNext() throws IOException {
    AuditRecord before = AuditRecord.parse(second.get(0));
    assertThat(before).isNotNull();
    second.set(1, AuditRecord.after(before.head(), Map.of("status", 500)).line());
    assertThat(verified(null).broken())
        .isEqualTo("2.jsonl, line 3: record 6 does not follow the record 5 that is here");
  }

  @Test
  void aRecordThatIsTakenOutOrMovedIsNamed() throws IOException {
    String taken = first.remove(1);
    assertThat(verified(null).broken())
        .isEqualTo("1.jsonl, line 2: record 3 follows record 1: what was between them is missing");
    first.add(taken);
    assertThat(verified(null).broken()).contains("record 3 follows record 1");
  }

  @Test
  void aMissingEndIsToldByTheHead() throws IOException {
    second.remove(2);
    assertThat(verified(null).broken()).as("nobody could know").isNull();
    assertThat(verified(head).broken()).isEqualTo("the end is missing: record 6 is not there");
  }

  @Test
  void anotherChainIsToldByTheHead() throws IOException {
    AuditHead told = new AuditHead(4, head.hash());
    assertThat(verified(told).broken()).isEqualTo("record 4 has another hash than was told");
  }

  @Test
  void theOldestFilesMayBeGone() throws IOException {
    first.clear();
    AuditVerification.Result result = verified(head);
    assertThat(result.broken()).isNull();
    assertThat(result.notes()).containsExactly("records before 4 are not in these files");
  }

  @Test
  void aLineThatACrashCutOffIsNoted() throws IOException {
    first.add("{\"n\":4,\"sta");
    AuditVerification.Result result = verified(head);
    assertThat(result.broken()).isNull();
    assertThat(result.notes())
        .containsExactly("1.jsonl, line 4: a record was cut off, as when the process was killed");
    first.add(0, "{}");
    assertThat(verified(null).broken())
        .isEqualTo("1.jsonl, line 1: the first one is no record any more");
  }

  @Test
  void aChainThatDoesNotBeginAtItsBeginningIsToldApart() throws IOException {
    first.clear();
    second.clear();
    second.add(AuditRecord.after(new AuditHead(0, head.hash()), Map.of()).line());
    assertThat(verified(null).broken()).contains("record 1 is not the first of a chain");
  }

  @Test
  void headsAreReadAsTheyAreWritten() {
    assertThat(AuditHead.parse(head.toString())).isEqualTo(head);
    assertThat(AuditHead.parse("6:abc")).isNull();
  }
}
