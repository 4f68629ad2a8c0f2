package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.KeyedHash;
import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the key that categories of a captured reference are hashed with, if the user names it.
 *
 * @param hash null where none is named
 */
public record ValuesKey(@Nullable KeyedHash hash) {

  public static final Option OPTION =
      Option.of(
          "--values-key",
          "K",
          "The values.key of the state folder that P was captured in, for its"
              + " hashed categories");

  private static final String CLASSES = "";

  /** Reads the file that the user names, if there is one. */
  public static ValuesKey of(Arguments arguments) throws IOException {
    String file = arguments.get(OPTION);
    if (file == null) {
      return new ValuesKey(null);
    }
    byte[] key = ReplacedFile.read(Path.of(file));
    if (key.length != KeyedHash.KEY_BYTES) {
      throw new InputException(
          file
              + ": holds no key of "
              + KeyedHash.KEY_BYTES
              + " bytes, as a state folder's values.key");
    }
    return new ValuesKey(new KeyedHash(key));
  }

  /** Returns what tells the key from others; null where none is named. */
  @Nullable String id() {
    return hash == null ? null : hash.id();
  }

  /**
   * Returns how categories of rows are held that are compared with a reference: hashed where it has
   * the hash, as they are where not. Predictions and targets have the same classes.
   */
  public HeldValues held(ReferenceProfile reference) {
    KeyedHash key = hash;
    if (key == null) {
      return HeldValues.ALL;
    }
    Map<String, Set<String>> hidden = new HashMap<>();
    for (Series series : reference.schema().series()) {
      if (reference.series(series) instanceof CategoryCounts counts) {
        counts.counts().keySet().stream()
            .filter(HiddenValue::is)
            .forEach(
                name ->
                    hidden
                        .computeIfAbsent(
                            group(reference, series.feature().name()), f -> new HashSet<>())
                        .add(name));
      }
    }
    return new HeldValues() {
      @Override
      public String held(String feature, String value) {
        String hashed = HiddenValue.of(key.of(value));
        return hidden.getOrDefault(group(reference, feature), Set.of()).contains(hashed)
            ? hashed
            : value;
      }

      @Override
      public boolean shows(String feature) {
        return true;
      }
    };
  }

  private static String group(ReferenceProfile reference, String feature) {
    int index = reference.schema().indexOf(feature);
    FeatureRole role = index < 0 ? null : reference.schema().feature(index).role();
    return role == FeatureRole.PREDICTION || role == FeatureRole.TARGET ? CLASSES : feature;
  }
}
