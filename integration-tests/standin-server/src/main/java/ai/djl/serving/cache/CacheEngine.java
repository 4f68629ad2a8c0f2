package ai.djl.serving.cache;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Keeps outputs under keys. A streamed output can be read while it grows. */
public interface CacheEngine {

  /** Returns whether equal inputs share one output. */
  boolean isMultiTenant();

  /** Returns a new key, of 36 characters. */
  default String create() {
    return UUID.randomUUID().toString();
  }

  default String create(Input input) {
    if (isMultiTenant() && input != null) {
      return String.valueOf(Arrays.hashCode(input.getData().getAsBytes()));
    }
    return create();
  }

  /** Done when the whole output is stored. */
  CompletableFuture<Void> put(String key, Output output);

  /**
   * Reads an output, or the next part of it.
   *
   * @param key a key, or a key with the position that a part before it named
   * @param limit how many chunks at most
   * @return null if there is none
   */
  Output get(String key, int limit);

  void remove(String key);
}
