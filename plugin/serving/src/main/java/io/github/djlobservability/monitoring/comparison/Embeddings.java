package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.media.DecodedMedia;
import io.github.djlobservability.payload.media.MediaEmbedder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives models a second one that makes embeddings of what is sent to them. Thread-safe. */
public interface Embeddings {
  /** Gives none. */
  Embeddings NONE =
      (model, settings, folder) ->
          new Source() {
            @Override
            public float @Nullable [] embed(DecodedMedia media) {
              return null;
            }

            @Override
            public @Nullable Report report() {
              return null;
            }

            @Override
            public void close() {}
          };

  /**
   * Returns what makes the embeddings of a model's recordings and images.
   *
   * @param settings name the second model, or none
   * @param folder the model's own
   */
  Source of(ModelId model, Settings settings, Path folder);

  /** Makes embeddings for one model. */
  interface Source extends MediaEmbedder, AutoCloseable {
    /** Returns how it stands; null where no second model is named. For any thread. */
    @Nullable Report report();

    @Override
    void close();
  }

  /**
   * Tells how a second model stands.
   *
   * @param made embeddings that were made
   * @param leftOut recordings and images that were left out, because there was no time
   * @param failed those of which it could make none
   * @param problem why it makes none any more; null if it does
   */
  record Report(long made, long leftOut, long failed, @Nullable String problem) {}
}
