package io.github.djlobservability.suite.translator;

import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;

/**
 * Streams its answer through a {@link PublisherBytesSupplier}. To break off it falls silent: the
 * answer never ends.
 */
public final class PublisherTranslator extends ScriptedTranslator {

  @Override
  Output answer(Script script, Input input, float[] numbers) {
    PublisherBytesSupplier supplier = new PublisherBytesSupplier();
    new StreamSource(script) {
      @Override
      void emit(byte[] part, boolean last) {
        supplier.appendContent(part, last);
      }

      @Override
      void fail() {}
    }.start("published-answer");
    Output output = new Output(script.code, "as asked");
    output.addProperty("Content-Type", StreamSource.contentType(script));
    output.add(supplier);
    return output;
  }
}
