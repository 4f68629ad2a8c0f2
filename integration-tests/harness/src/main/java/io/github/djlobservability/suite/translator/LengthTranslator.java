package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslatorContext;
import java.util.zip.CRC32;

/**
 * Takes a body of any size. The response holds its length and CRC-32, or, if the property {@code
 * x-answer-bytes} is there, that number of bytes.
 */
public final class LengthTranslator implements UnbatchedTranslator {

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) {
    ctx.setAttachment("answer", answer(input));
    return new NDList(ctx.getNDManager().create(new float[4], new Shape(1, 4)));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    return (Output) ctx.getAttachment("answer");
  }

  private static Output answer(Input input) {
    byte[] body = input.getData().getAsBytes();
    String wanted = input.getProperty("x-answer-bytes", "");
    Output output = new Output();
    if (wanted.isEmpty()) {
      CRC32 checksum = new CRC32();
      checksum.update(body);
      output.add(body.length + " bytes, CRC-32 " + Long.toHexString(checksum.getValue()));
    } else {
      output.add(new byte[Integer.parseInt(wanted)]);
    }
    return output;
  }
}
