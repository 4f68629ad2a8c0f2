package io.github.djlobservability.cli.terminal;

/** Names the exit codes by which a command tells the shell how it went. */
public final class ExitCode {

  /** Done, and nothing drifts. */
  public static final int OK = 0;

  /** Wrong options, or a file that cannot be used. */
  public static final int ERROR = 1;

  /** Done, and something drifts or breaks the rules. */
  public static final int DRIFT = 2;

  private ExitCode() {}
}
