package io.github.djlobservability.payload.media;

import org.jspecify.annotations.Nullable;

/** Makes embeddings of recordings and images by a second model: of a sample of them. */
@FunctionalInterface
public interface MediaEmbedder {
  /** Makes none. */
  MediaEmbedder NONE = media -> null;

  /** Ends the name of a field that holds one; where an item lacks it, nothing is missing. */
  String FIELD = "sampled_embedding";

  /** Returns the embedding; null for one that is not of the sample, or can't be made. */
  float @Nullable [] embed(DecodedMedia media);
}
