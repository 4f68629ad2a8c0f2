package io.github.djlobservability.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options given, as {@code --name value} or {@code --name=value}. Immutable. */
public final class Arguments {

  private final Map<String, List<String>> values;

  private Arguments(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads what follows the command.
   *
   * @throws UsageException for an option that does not exist or lacks its value
   */
  public static Arguments parse(List<Option> options, List<String> given) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int i = 0;
    while (i < given.size()) {
      String word = given.get(i++);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      Option option = find(options, name);
      List<String> all = values.computeIfAbsent(name, unused -> new ArrayList<>());
      if (option.value() == null) {
        if (equals >= 0) {
          throw new UsageException(name + " takes no value");
        }
        all.add("");
      } else if (equals >= 0) {
        all.add(word.substring(equals + 1));
      } else if (i < given.size()) {
        all.add(given.get(i++));
      } else {
        throw new UsageException(name + " needs a value: " + option.value());
      }
    }
    return new Arguments(values);
  }

  private static Option find(List<Option> options, String name) {
    List<String> names = options.stream().map(Option::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      String meant = DidYouMean.of(name, names);
      throw new UsageException(
          "there is no option "
              + name
              + (meant.isEmpty() ? "; there are " + String.join(", ", names) : meant));
    }
    return options.get(index);
  }

  /** Returns whether an option was given. */
  public boolean has(Option option) {
    return values.containsKey(option.name());
  }

  /** Returns the value of an option given once; null if it was not. */
  public @Nullable String get(Option option) {
    List<String> all = all(option);
    if (all.size() > 1) {
      throw new UsageException(option.name() + " may be given once");
    }
    return all.isEmpty() ? null : all.get(0);
  }

  /** Returns the value of an option that must be given. */
  public String require(Option option) {
    String value = get(option);
    if (value == null) {
      throw new UsageException(option.name() + " " + option.value() + " is missing");
    }
    return value;
  }

  /** Returns all values of an option. */
  public List<String> all(Option option) {
    return values.getOrDefault(option.name(), List.of());
  }

  /** Returns all values of an option, each of which may be several with commas between. */
  public Set<String> names(Option option) {
    Set<String> names = new LinkedHashSet<>();
    for (String list : all(option)) {
      names.addAll(Arrays.asList(list.split(",", -1)));
    }
    names.remove("");
    return names;
  }

  /** Returns a number from {@code least} to {@code most}. */
  public double number(Option option, double fallback, double least, double most) {
    String text = get(option);
    if (text == null) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(
        option.name() + " must be a number from " + least + " to " + most + ", got " + text);
  }

  /** Returns a whole number from {@code least} on. */
  public long whole(Option option, long fallback, long least) {
    String text = get(option);
    if (text == null) {
      return fallback;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(
        option.name() + " must be a whole number from " + least + " on, got " + text);
  }

  /**
   * Returns what a parser makes of a text.
   *
   * @param parser gives null for what it can't read
   * @param form what it reads, in words
   */
  public <T> T parsed(
      Option option, T fallback, Function<String, @Nullable T> parser, String form) {
    String text = get(option);
    T value = text == null ? fallback : parser.apply(text);
    if (value == null) {
      throw new UsageException(option.name() + " must be " + form + ", got " + text);
    }
    return value;
  }
}
