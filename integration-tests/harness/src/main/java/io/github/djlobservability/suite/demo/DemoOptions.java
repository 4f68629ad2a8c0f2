package io.github.djlobservability.suite.demo;

import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the demo's arguments from the command line.
 *
 * @param port where the server listens, 1 to 65535
 * @param requestsPerSecond the traffic, above 0, at most 1000
 * @param duration how long it serves, null for until it is stopped
 * @param shiftAfterRows how many census rows are sent before the people change, 0 for never
 * @param microphoneAfterCalls how many calls come before the callers take a telephone, and how many
 *     more before they stand in a street; 0 for never
 */
record DemoOptions(
    int port,
    double requestsPerSecond,
    @Nullable Duration duration,
    long shiftAfterRows,
    long microphoneAfterCalls) {

  private static final int MAX_PORT = 65_535;
  private static final double MAX_RATE = 1000;

  /**
   * Reads the system properties {@code serve.port}, {@code serve.rate}, {@code serve.seconds},
   * {@code serve.shift-after} and {@code serve.microphone-after}; what is missing or empty has its
   * default.
   *
   * @throws IllegalArgumentException if a value is not allowed; the message is for the user
   */
  static DemoOptions from(Properties properties) {
    Reader reader = new Reader(properties);
    long seconds =
        reader.read(
            "serve.seconds", "0", Long::valueOf, value -> value >= 0, "a whole number from 0");
    return new DemoOptions(
        reader.read(
            "serve.port",
            "8080",
            Integer::valueOf,
            value -> value >= 1 && value <= MAX_PORT,
            "a whole number from 1 to " + MAX_PORT),
        reader.read(
            "serve.rate",
            "20",
            Double::valueOf,
            value -> value > 0 && value <= MAX_RATE,
            "a number above 0, up to 1000"),
        seconds == 0 ? null : Duration.ofSeconds(seconds),
        reader.read(
            "serve.shift-after",
            "3000",
            Long::valueOf,
            value -> value >= 0,
            "a whole number from 0"),
        reader.read(
            "serve.microphone-after",
            "200",
            Long::valueOf,
            value -> value >= 0,
            "a whole number from 0"));
  }

  private record Reader(Properties properties) {

    <T> T read(
        String key,
        String byDefault,
        Function<String, T> parse,
        Predicate<T> allowed,
        String allowedInWords) {
      String text = properties.getProperty(key, "").strip();
      try {
        T value = parse.apply(text.isEmpty() ? byDefault : text);
        if (allowed.test(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below, as for a number that is out of range.
      }
      throw new IllegalArgumentException(key + " is " + text + "; allowed is " + allowedInWords);
    }
  }
}
