package io.github.djlobservability.suite.translator;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import java.nio.ByteBuffer;

/**
 * Streams its answer through a {@link ChunkedBytesSupplier}. To break off it makes a part that
 * cannot be read, upon which the server closes the connection.
 */
public final class ChunkedTranslator extends ScriptedTranslator {

  @Override
  Output answer(Script script, Input input, float[] numbers) {
    ChunkedBytesSupplier supplier = new ChunkedBytesSupplier();
    new StreamSource(script) {
      @Override
      void emit(byte[] part, boolean last) {
        supplier.appendContent(part, last);
      }

      @Override
      void fail() {
        supplier.appendContent(new Unreadable(), true);
      }
    }.start("chunked-answer");
    Output output = new Output(script.code, "as asked");
    output.addProperty("Content-Type", "text/plain");
    output.add(supplier);
    return output;
  }

  /** A part that throws when the server wants its bytes. */
  private static final class Unreadable implements BytesSupplier {

    @Override
    public ByteBuffer toByteBuffer() {
      throw new IllegalStateException("asked to fail in the stream");
    }

    @Override
    public byte[] getAsBytes() {
      throw new IllegalStateException("asked to fail in the stream");
    }
  }
}
