package io.github.djlobservability.standin.python;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Streams tokens, and after the last one an empty chunk, as the Python engine does.
 *
 * <p>The body may say: {@code n}, how many (20); {@code delay_ms} between them (20); {@code
 * fail_at}, the number of the token instead of which the stream ends with an error's text; {@code
 * stall_at}, the one after which nothing more comes; {@code publish}, to hand the chunks over by
 * callback; {@code raise} and {@code code} as for {@link EchoHandler}. With {@code messages} the
 * tokens are server-sent events of a chat completion.
 */
public final class StreamHandler implements Function<Input, Output> {

  public StreamHandler() {}

  @Override
  public Output apply(Input input) {
    JsonObject command = Answers.command(input);
    if (command.has("raise")) {
      throw new IllegalStateException(command.get("raise").getAsString());
    }
    if (command.has("code")) {
      return Answers.error(command.get("code").getAsInt(), "requested", "requested error");
    }
    Output output = new Output();
    boolean chat = command.has("messages");
    output.addProperty("content-type", chat ? "text/event-stream" : "application/jsonlines");
    if (command.has("publish")) {
      PublisherBytesSupplier chunks = new PublisherBytesSupplier();
      output.add(chunks);
      start(command, chat, chunks::appendContent);
    } else {
      ChunkedBytesSupplier chunks = new ChunkedBytesSupplier();
      output.add(chunks);
      start(command, chat, chunks::appendContent);
    }
    return output;
  }

  private static void start(JsonObject command, boolean chat, BiConsumer<byte[], Boolean> append) {
    Thread thread = new Thread(() -> stream(command, chat, append), "standin-python-stream");
    thread.setDaemon(true);
    thread.start();
  }

  private static void stream(JsonObject command, boolean chat, BiConsumer<byte[], Boolean> append) {
    int count = Answers.integer(command, "n", 20);
    int delayMillis = Answers.integer(command, "delay_ms", 20);
    int failAt = Answers.integer(command, "fail_at", -1);
    int stallAt = Answers.integer(command, "stall_at", -1);
    for (int i = 0; i < count; i++) {
      Pace.sleepMillis(delayMillis);
      if (i == failAt) {
        append.accept(bytes("requested failure at chunk " + i), true);
        return;
      }
      if (i == stallAt) {
        return;
      }
      append.accept(bytes(chat ? event(i) : line(i)), false);
    }
    if (chat) {
      append.accept(bytes("data: [DONE]\n\n"), false);
    }
    append.accept(new byte[0], true);
  }

  private static String line(int index) {
    return "{\"i\": %d, \"token\": \" tok%d\"}\n".formatted(index, index);
  }

  private static String event(int index) {
    return ("data: {\"object\": \"chat.completion.chunk\", \"choices\": [{\"index\": 0, \"delta\":"
            + " {\"content\": \" tok%d\"}, \"finish_reason\": null}]}\n\n")
        .formatted(index);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
