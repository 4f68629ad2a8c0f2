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
    if (script.chunks == 1) {
      supplier.appendContent(StreamSource.part(script, 0), true);
    } else {
      new Parts(script, supplier).start("chunked-answer");
    }
    Output output = new Output(script.code, "as asked");
    output.addProperty("Content-Type", StreamSource.contentType(script));
    output.add(supplier);
    return output;
  }

  /**
   * Ends with an empty part, as the Python engine does: the supplier says that it is at its end
   * just before it takes the last part, and a server that asks in between never gets that one.
   */
  private static final class Parts extends StreamSource {

    private final ChunkedBytesSupplier supplier;

    Parts(Script script, ChunkedBytesSupplier supplier) {
      super(script);
      this.supplier = supplier;
    }

    @Override
    void emit(byte[] part, boolean last) {
      supplier.appendContent(part, false);
      if (last) {
        supplier.appendContent(new byte[0], true);
      }
    }

    @Override
    void fail() {
      supplier.appendContent(new Unreadable(), false);
    }
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
