package io.github.djlobservability.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says where a profile comes from.
 *
 * @param createdAt when it was built or merged
 * @param createdBy the plugin's version
 * @param sources the files read, or words for live requests
 * @param modelName the model it is for; null if it is for none in particular
 * @param modelVersion the version of that model; null if none
 * @param timeOrdered whether the rows were in the order of time, so that neighbours may depend on
 *     each other and row numbers are a clock
 * @param leftOut names that were in the sources and cannot be compared, and why
 * @param valuesKey the id of the key that hidden categories are hashed with; null if that is
 *     nothing known, or there are none
 */
public record Provenance(
    Instant createdAt,
    String createdBy,
    List<String> sources,
    @Nullable String modelName,
    @Nullable String modelVersion,
    boolean timeOrdered,
    Map<String, LeftOut> leftOut,
    @Nullable String valuesKey) {

  /** Copies the sources and what is left out. */
  public Provenance {
    sources = List.copyOf(sources);
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
  }

  /** One of which nothing is left out. */
  public Provenance(
      Instant createdAt,
      String createdBy,
      List<String> sources,
      @Nullable String modelName,
      @Nullable String modelVersion,
      boolean timeOrdered) {
    this(createdAt, createdBy, sources, modelName, modelVersion, timeOrdered, Map.of(), null);
  }

  /** Returns the same, but for what is left out. */
  public Provenance withLeftOut(Map<String, LeftOut> names) {
    return new Provenance(
        createdAt, createdBy, sources, modelName, modelVersion, timeOrdered, names, valuesKey);
  }

  /** Returns the same, but for the id of the key that hidden categories are hashed with. */
  public Provenance withValuesKey(@Nullable String id) {
    return new Provenance(
        createdAt, createdBy, sources, modelName, modelVersion, timeOrdered, leftOut, id);
  }

  /**
   * Merges two origins: all sources; the model if it is one and the same; in order if both are; all
   * that either left out. The key is that of the first: who merges the profiles knows the right
   * one.
   */
  public Provenance and(Provenance later) {
    List<String> all = new ArrayList<>(sources);
    all.addAll(later.sources);
    Map<String, LeftOut> names = new LinkedHashMap<>(leftOut);
    names.putAll(later.leftOut);
    return new Provenance(
        createdAt.isAfter(later.createdAt) ? createdAt : later.createdAt,
        later.createdBy,
        all,
        Objects.equals(modelName, later.modelName) ? modelName : null,
        Objects.equals(modelVersion, later.modelVersion) ? modelVersion : null,
        timeOrdered && later.timeOrdered,
        names,
        valuesKey);
  }
}
