package io.github.djlobservability.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Names two versions in sentences.
 *
 * @param baseline null for one that has none
 * @param candidate null for one that has none
 */
public record VersionNames(@Nullable String baseline, @Nullable String candidate) {
  String ofBaseline() {
    return named(baseline);
  }

  String ofCandidate() {
    return named(candidate);
  }

  /** Returns a version's name in a sentence; null stands for one that has none. */
  public static String named(@Nullable String version) {
    return version == null ? "the one without a version" : "version " + version;
  }
}
