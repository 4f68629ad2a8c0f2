package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Takes any body, and responds with what the file holds that the header {@value #FILE} names, of
 * the content type in the file beside it that ends with {@value #TYPE}. A file that ends with
 * {@value #TENSORS} is put out as tensors.
 */
public final class RespondingTranslator implements UnbatchedTranslator {
  private static final String FILE = "x-respond-with";
  private static final String TYPE = ".type";
  private static final String TENSORS = ".ndlist";

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) {
    ctx.setAttachment(FILE, input.getProperty(FILE, ""));
    return new NDList(ctx.getNDManager().create(new float[4], new Shape(1, 4)));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) throws IOException {
    Path file = Path.of((String) Objects.requireNonNull(ctx.getAttachment(FILE)));
    byte[] body = Files.readAllBytes(file);
    Output output = new Output();
    Path type = Path.of(file + TYPE);
    if (Files.exists(type)) {
      output.addProperty("Content-Type", Files.readString(type));
    }
    if (file.toString().endsWith(TENSORS)) {
      NDList tensors = NDList.decode(ctx.getNDManager(), body);
      tensors.detach();
      output.add(tensors);
    } else {
      output.add(body);
    }
    return output;
  }
}
