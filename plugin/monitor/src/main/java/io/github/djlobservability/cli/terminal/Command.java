package io.github.djlobservability.cli.terminal;

import java.io.IOException;
import java.util.List;

/** One thing the command line can do. */
public interface Command {

  /** Returns the word it is called by. */
  String name();

  /** Says in one sentence what it does. */
  String summary();

  /** Returns how it is called, without the program's name. */
  String usage();

  /** Returns the options that it takes. */
  List<Option> options();

  /** Returns the words behind its name as options and their values, where it takes others. */
  default List<String> worded(List<String> words) {
    return words;
  }

  /**
   * Does it.
   *
   * @return an {@link ExitCode}
   * @throws UsageException if the options make no sense
   * @throws IOException if a file cannot be read, used or written
   */
  int run(Arguments arguments, Terminal terminal) throws IOException;
}
