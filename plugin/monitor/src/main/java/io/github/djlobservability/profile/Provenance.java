package io.github.djlobservability.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile comes from.
 *
 * @param createdAt when it was built or merged
 * @param createdBy the plugin's version
 * @param sources the files read, or words for live requests
 * @param modelName the model it is for; null if it is for none in particular
 * @param modelVersion the version of that model; null if none
 * @param timeOrdered whether the rows were in the order of time, so that neighbours may depend on
 *     each other and row numbers are a clock
 */
public record Provenance(
    Instant createdAt,
    String createdBy,
    List<String> sources,
    @Nullable String modelName,
    @Nullable String modelVersion,
    boolean timeOrdered) {

  /** Copies the sources. */
  public Provenance {
    sources = List.copyOf(sources);
  }

  /** Of a merger: all sources; the model if it is one and the same; in order if both are. */
  Provenance and(Provenance later) {
    List<String> all = new ArrayList<>(sources);
    all.addAll(later.sources);
    return new Provenance(
        createdAt.isAfter(later.createdAt) ? createdAt : later.createdAt,
        later.createdBy,
        all,
        Objects.equals(modelName, later.modelName) ? modelName : null,
        Objects.equals(modelVersion, later.modelVersion) ? modelVersion : null,
        timeOrdered && later.timeOrdered);
  }
}
