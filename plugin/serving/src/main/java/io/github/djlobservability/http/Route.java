package io.github.djlobservability.http;

import org.jspecify.annotations.Nullable;

/**
 * Is the meaning of a path to DJL Serving.
 *
 * @param template the path with its variable parts named; null when the path matches no route
 * @param inference whether it asks a model for a prediction
 * @param model the model named in the path, or null
 * @param version the model's version named in the path, or null
 */
record Route(
    @Nullable String template,
    boolean inference,
    @Nullable String model,
    @Nullable String version) {

  private static final String KSERVE = "/v2/";

  static final Route NONE = new Route(null, false, null, null);

  /**
   * Returns whether the server's KServe plugin takes it: that reads the body alone, and no header.
   */
  boolean isByKserve() {
    return template != null && template.startsWith(KSERVE);
  }

  /** Returns whether the server takes the oldest version where none is named, not each in turn. */
  boolean takesOldest() {
    return version == null && isByKserve();
  }

  static Route plain(String template) {
    return new Route(template, false, null, null);
  }

  static Route inference(String template, @Nullable String model, @Nullable String version) {
    return new Route(template, true, model, version);
  }

  /** Returns the same path, as one that asks no model. */
  Route withoutModel() {
    return new Route(template, false, null, null);
  }
}
