package io.github.djlobservability.standin.python;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Takes any body, and responds with what the file holds that the header {@code x-respond-with}
 * names, of the content type in the file beside it that ends with {@code .type}.
 */
public final class RespondHandler implements Function<Input, Output> {

  public RespondHandler() {}

  @Override
  public Output apply(Input input) {
    String file = input.getProperty("x-respond-with", "");
    Path type = Path.of(file + ".type");
    Output output = new Output();
    try {
      if (Files.exists(type)) {
        output.addProperty("content-type", Files.readString(type));
      }
      output.add(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output;
  }
}
