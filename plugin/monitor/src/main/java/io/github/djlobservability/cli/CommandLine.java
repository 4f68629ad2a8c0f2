package io.github.djlobservability.cli;

import io.github.djlobservability.cli.doctor.DoctorCommand;
import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.DidYouMean;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.cli.terminal.Version;
import io.github.djlobservability.state.FileTrouble;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the command that is asked for, runs it, and says what went wrong. */
final class CommandLine {

  private static final String PROGRAM = "java -jar djl-serving-observability.jar";
  private static final int HELP_COLUMN = 30;

  private final List<Command> commands =
      List.of(
          new ProfileCommand(),
          new CheckCommand(),
          new ReplayCommand(),
          new DoctorCommand(),
          new AuditCommand(),
          new DecryptCommand());
  private final Terminal terminal;

  CommandLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a command; returns its {@link ExitCode}. */
  int run(String... words) {
    if (words.length == 0) {
      help(terminal.err());
      return ExitCode.ERROR;
    }
    if (words[0].equals("--help") || words[0].equals("help")) {
      help(terminal.out());
      return ExitCode.OK;
    }
    if (words[0].equals("--version")) {
      terminal.out().println(Version.ofPlugin());
      return ExitCode.OK;
    }
    return commands.stream()
        .filter(command -> command.name().equals(words[0]))
        .findFirst()
        .map(command -> run(command, Arrays.asList(words).subList(1, words.length)))
        .orElseGet(() -> fail("there is no command " + words[0] + meant(words[0])));
  }

  private String meant(String word) {
    String meant = DidYouMean.of(word, commands.stream().map(Command::name).toList());
    return meant.isEmpty() ? "; try --help" : meant;
  }

  private int run(Command command, List<String> words) {
    List<Option> options = new ArrayList<>(command.options());
    options.add(Option.HELP);
    try {
      Arguments arguments = Arguments.parse(options, command.worded(words));
      if (arguments.has(Option.HELP)) {
        help(command, options);
        return ExitCode.OK;
      }
      return command.run(arguments, terminal);
    } catch (UsageException e) {
      String message = String.valueOf(e.getMessage());
      return fail(
          message.endsWith("?") ? message : message + "; try " + command.name() + " --help");
    } catch (NoSuchFileException e) {
      return fail("there is no file " + e.getMessage());
    } catch (IOException e) {
      return fail(FileTrouble.sentence(e));
    }
  }

  private int fail(String message) {
    terminal.err().println("error: " + message);
    return ExitCode.ERROR;
  }

  private void help(PrintStream to) {
    to.println("usage: " + PROGRAM + " COMMAND OPTIONS");
    for (Command command : commands) {
      to.println("  " + padded(command.name()) + command.summary());
    }
    to.println("  " + padded("COMMAND --help") + "Say what a command may be told");
    to.println("  " + padded("--version") + "Say which version this is");
    to.println();
    to.println("exit code: 0 done, nothing drifts; 1 wrong options or input; 2 drift found");
  }

  private void help(Command command, List<Option> options) {
    PrintStream to = terminal.out();
    to.println(command.summary());
    to.println();
    to.println("usage: " + PROGRAM + " " + command.name() + " " + command.usage());
    for (Option option : options) {
      String value = option.value() == null ? "" : " " + option.value();
      to.println("  " + padded(option.name() + value) + option.help());
    }
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(2, HELP_COLUMN - text.length()));
  }
}
