package io.github.djlobservability.standin.python;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.ndarray.BytesSupplier;

/**
 * Chunks of which none is lost. DJL's own supplier says that it is complete before it has the last
 * one; who asks in that moment hears that there is nothing more, and a stream of one chunk has no
 * response at all. Thread-safe.
 */
final class WholeChunks extends ChunkedBytesSupplier {
  @Override
  public synchronized void appendContent(BytesSupplier chunk, boolean last) {
    super.appendContent(chunk, last);
  }

  @Override
  public synchronized boolean hasNext() {
    return super.hasNext();
  }
}
