package io.github.djlobservability.cli;

import io.github.djlobservability.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Checks rows against others of the same distribution.
 *
 * @param folder where the files go
 * @param table what the rows are like
 */
record RelationsTrial(Path folder, RelationsTable table) {

  private static final int REFERENCE = 300;
  private static final int CURRENT = 200;

  /** Returns how many reports of these seeds say drift. */
  int alarms(int firstSeed, int lastSeed) throws IOException {
    int alarms = 0;
    for (int seed = firstSeed; seed <= lastSeed; seed++) {
      Random random = new Random(seed);
      int code =
          CommandLineRun.of(
                  "check",
                  "--reference",
                  rows("before", REFERENCE, random),
                  "--current",
                  rows("after", CURRENT, random),
                  "--min-distance",
                  "0")
              .code();
      if (code == ExitCode.ERROR) {
        throw new IllegalStateException("the check fails");
      }
      alarms += code == ExitCode.DRIFT ? 1 : 0;
    }
    return alarms;
  }

  private Path rows(String name, int count, Random random) throws IOException {
    StringBuilder text = new StringBuilder(table.header());
    for (int i = 0; i < count; i++) {
      text.append(table.row(i, random)).append('\n');
    }
    String ending = table.header().isEmpty() ? ".jsonl" : ".csv";
    return Files.writeString(folder.resolve(name + ending), text);
  }
}
