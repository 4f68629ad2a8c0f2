package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.audit.AuditHead;
import io.github.djlobservability.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir Path folder;

  @Test
  void verifiesFilesAndFolders() throws IOException {
    AuditRecord one = AuditRecord.after(AuditHead.START, Map.of("kind", "start"));
    AuditRecord two = AuditRecord.after(one.head(), Map.of("kind", "inference"));
    Path file = Files.write(folder.resolve("1.jsonl"), List.of(one.line()));
    Path next = Files.write(folder.resolve("2.jsonl"), List.of(two.line()));

    CommandLineRun run = CommandLineRun.of("audit", "verify", folder);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("2 records from 1 on\nhead " + two.head() + "\nwhole\n");
    assertThat(CommandLineRun.of("audit", "verify", next, file, "--head", two.head()).code())
        .isZero();

    CommandLineRun cut = CommandLineRun.of("audit", "verify", file, "--head", two.head());
    assertThat(cut.code()).isEqualTo(2);
    assertThat(cut.out()).contains("BROKEN: the end is missing: record 2 is not there");
  }

  @Test
  void saysWhatIsWrongWithItsWords() {
    assertThat(CommandLineRun.of("audit", "check").err())
        .contains("audit has the one word verify, not check");
    assertThat(CommandLineRun.of("audit", "verify").err()).contains("is missing");
    assertThat(CommandLineRun.of("audit", "verify", "x", "--head", "7").err())
        .contains("--head 7 is not NUMBER:HASH");
  }
}
