package io.github.djlobservability.cli.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Something a command may be told.
 *
 * @param name with its dashes, such as {@code --input}
 * @param value what stands for its value in the help; null for one that has none
 * @param help one sentence
 */
public record Option(String name, @Nullable String value, String help) {

  public static final Option HELP = flag("--help", "Say what there is to say");

  /** Makes an option with a value. */
  public static Option of(String name, String value, String help) {
    return new Option(name, value, help);
  }

  /** Makes an option without a value. */
  public static Option flag(String name, String help) {
    return new Option(name, null, help);
  }
}
