package io.github.djlobservability.cli;

import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import java.io.Console;
import java.io.IOException;
import java.time.Clock;

/** The command line: {@code java -jar djl-serving-observability.jar COMMAND ...}. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with 0, 1 for wrong use or input, or 2 for drift found. */
  public static void main(String[] arguments) {
    Terminal terminal =
        new Terminal(
            System.in,
            System.out,
            System.err,
            isInteractive(),
            System::nanoTime,
            Clock.systemUTC());
    try {
      EncryptionKeys.use(System.getenv());
    } catch (IOException | UsageException e) {
      terminal.err().println("error: " + e.getMessage());
      System.exit(ExitCode.ERROR);
    }
    System.exit(new CommandLine(terminal).run(arguments));
  }

  /** Up to Java 21 there is a console only on a terminal; from 22 on it has to be asked. */
  @SuppressWarnings("SystemConsoleNull") // that is what the rest of the method is for
  private static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
