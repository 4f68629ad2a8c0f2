package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.fuzz.FuzzTarget;
import io.github.djlobservability.fuzz.Scraps;
import io.github.djlobservability.fuzz.TargetFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Makes a profile of a file of any bytes, and checks the file against it. */
public final class CommandLineTarget implements FuzzTarget {
  private static final List<String> ENDINGS =
      List.of("csv", "json", "jsonl", "npz", "npy", "wav", "tsv");
  private static final int ERROR = 1;

  private final TargetFolder folder = new TargetFolder("command-line");

  /** Makes a folder for the files. */
  public CommandLineTarget() throws IOException {}

  @Override
  public void take(byte[] input) throws IOException {
    Scraps scraps = new Scraps(input);
    Path place = folder.fresh();
    Path file = place.resolve("rows." + ENDINGS.get(scraps.choice(ENDINGS.size())));
    Files.write(file, scraps.rest());
    Path profile = place.resolve("reference-profile.json");
    run("profile", "--input", file, "--output", profile);
    if (Files.exists(profile)) {
      run(
          "check",
          "--reference",
          profile,
          "--current",
          file,
          "--html",
          place.resolve("report.html"));
      run("replay", "--reference", profile, "--input", file);
    }
  }

  private static void run(Object... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            System::nanoTime,
            Clock.systemUTC());
    String[] texts = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      texts[i] = words[i].toString();
    }
    if (new CommandLine(terminal).run(texts) == ERROR) {
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: ").doesNotContain("\tat ");
    }
  }
}
