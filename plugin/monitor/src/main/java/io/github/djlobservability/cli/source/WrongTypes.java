package io.github.djlobservability.cli.source;

import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts values of a wrong type and remembers the first of each feature. Not thread-safe. */
final class WrongTypes {

  private final Schema schema;
  private final long[] counts;
  private final @Nullable String[] firsts;

  WrongTypes(Schema schema) {
    this.schema = schema;
    this.counts = new long[schema.size()];
    this.firsts = new @Nullable String[schema.size()];
  }

  /** Looks at a row. */
  void add(Row row, Supplier<String> position) {
    for (int i = 0; i < counts.length; i++) {
      if (row.isWrongType(i) && counts[i]++ == 0) {
        firsts[i] =
            String.format(
                "%s, column %s: \"%s\" is not %s",
                position.get(), schema.feature(i).name(), row.wrongValue(i), expected(i));
      }
    }
  }

  private String expected(int feature) {
    return switch (schema.feature(feature).type()) {
      case NUMERIC -> "a number";
      case BOOLEAN -> "true or false";
      case CATEGORICAL -> "a name or a code";
      case TEXT -> "a text";
      case EMBEDDING -> "a vector of the expected length";
      case TENSOR_SUMMARY -> "a tensor";
    };
  }

  /** Returns one sentence for each feature that has any. */
  List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (firsts[i] != null) {
        messages.add(
            firsts[i]
                + (counts[i] == 1
                    ? ""
                    : String.format(Locale.ROOT, " (and %,d more)", counts[i] - 1)));
      }
    }
    return messages;
  }
}
