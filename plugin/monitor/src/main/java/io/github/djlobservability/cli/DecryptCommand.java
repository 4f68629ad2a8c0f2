package io.github.djlobservability.cli;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.state.ReplacedFile;
import io.github.djlobservability.state.SealedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes what is in an encrypted file of the plugin to the standard output. */
final class DecryptCommand implements Command {
  private static final Option INPUT =
      Option.of("--input", "FILE", "a captured reference, or a file of the inference log");
  private static final String LINES = ".jsonl";

  @Override
  public String name() {
    return "decrypt";
  }

  @Override
  public String summary() {
    return "Show an encrypted file, by the key in " + EncryptionKeys.KEY;
  }

  @Override
  public String usage() {
    return "--input FILE";
  }

  @Override
  public List<Option> options() {
    return List.of(INPUT);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    Path file = Path.of(arguments.require(INPUT));
    if (file.toString().endsWith(LINES)) {
      SealedLines.read(file).forEach(terminal.out()::println);
    } else {
      terminal.out().write(ReplacedFile.read(file));
      terminal.out().flush();
    }
    return ExitCode.OK;
  }
}
