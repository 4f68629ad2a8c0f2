package io.github.djlobservability.standin.python;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import com.google.gson.JsonObject;
import java.util.function.Function;

/**
 * Answers with the body. A body in JSON may ask for more: {@code sleep_ms}, to wait; {@code raise},
 * to fail with that message; {@code die}, for the process to end; {@code code} and {@code error},
 * for an error that is answered; {@code none}, for no content.
 */
public final class EchoHandler implements Function<Input, Output> {

  public EchoHandler() {}

  @Override
  public Output apply(Input input) {
    JsonObject command = PythonHandlers.command(input);
    Pace.sleepMillis(PythonHandlers.integer(command, "sleep_ms", 0));
    if (command.has("die")) {
      throw new ProcessDied();
    }
    if (command.has("raise")) {
      throw new IllegalStateException(command.get("raise").getAsString());
    }
    if (command.has("code")) {
      String error = command.has("error") ? command.get("error").getAsString() : "requested";
      return PythonHandlers.error(command.get("code").getAsInt(), "requested error", error);
    }
    if (command.has("none")) {
      return new Output(204, "No content");
    }
    Output output = new Output();
    String contentType = input.getProperty("content-type", "application/octet-stream");
    output.addProperty("content-type", contentType);
    byte[] data = input.getAsBytes("data");
    output.add(data == null ? new byte[0] : data);
    return output;
  }
}
