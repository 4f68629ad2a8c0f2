package io.github.djlobservability.cli;

/** What a command tells the shell. */
final class ExitCode {

  /** Done, and nothing drifts. */
  static final int OK = 0;

  /** Wrong options, or a file that cannot be used. */
  static final int ERROR = 1;

  /** Done, and something drifts or breaks the rules. */
  static final int DRIFT = 2;

  private ExitCode() {}
}
