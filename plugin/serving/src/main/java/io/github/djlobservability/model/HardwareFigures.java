package io.github.djlobservability.model;

import org.jspecify.annotations.Nullable;

/** Figures of the hardware, for a page. Thread-safe. */
public interface HardwareFigures {
  /** There are none. */
  HardwareFigures NONE =
      new HardwareFigures() {
        @Override
        public @Nullable Record server() {
          return null;
        }

        @Override
        public @Nullable Record model(ModelId model) {
          return null;
        }
      };

  /** Returns the server's, as a record whose fields' names are the JSON's; null without any. */
  @Nullable Record server();

  /** Returns a model's, likewise. */
  @Nullable Record model(ModelId model);
}
