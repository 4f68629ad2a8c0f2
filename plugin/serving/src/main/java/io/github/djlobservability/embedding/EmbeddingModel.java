package io.github.djlobservability.embedding;

import io.github.djlobservability.payload.media.DecodedMedia;
import org.jspecify.annotations.Nullable;

/** A model that makes embeddings. Not thread-safe. */
interface EmbeddingModel extends AutoCloseable {
  /**
   * Returns the embedding; null for a kind of media that the model does not take.
   *
   * @throws Exception whatever the model does
   */
  float @Nullable [] embed(DecodedMedia media) throws Exception;

  @Override
  void close();

  /** Loads models. */
  @FunctionalInterface
  interface Loader {
    /**
     * Loads one.
     *
     * @throws Exception if it can't be
     */
    EmbeddingModel load() throws Exception;
  }
}
