package io.github.djlobservability.standin.python;

import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
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
 * callback; {@code sleep_ms}, {@code raise}, {@code die} and {@code code} as for {@link
 * EchoHandler}. With {@code messages} the tokens are server-sent events of a chat completion;
 * {@code usage} begins it with a role and ends it with a reason and the tokens used; {@code
 * error_at} is the number of the token instead of which it ends with an error in JSON. Without
 * {@code stream}, if that is given as false, the answer is in one piece. With {@code instances}
 * there is a row for each, one with {@code fail} an error.
 */
public final class StreamHandler implements Function<Input, Output> {

  public StreamHandler() {}

  @Override
  public Output apply(Input input) {
    String contentType = input.getProperty("content-type", "application/json");
    if (!contentType.startsWith("application/json")) {
      return answer(contentType, input.getAsBytes("data"));
    }
    JsonObject command = PythonHandlers.json(input);
    Pace.sleepMillis(PythonHandlers.integer(command, "sleep_ms", 0));
    if (command.has("die")) {
      throw new ProcessDied();
    }
    if (command.has("raise")) {
      throw new IllegalStateException(command.get("raise").getAsString());
    }
    if (command.has("code")) {
      return PythonHandlers.error(command.get("code").getAsInt(), "requested", "requested error");
    }
    if (command.has("instances")) {
      return json(rows(command.getAsJsonArray("instances")).toString());
    }
    if (command.has("stream") && !command.get("stream").getAsBoolean()) {
      return json(completion(PythonHandlers.integer(command, "n", 20)));
    }
    Output output = new Output();
    boolean chat = command.has("messages");
    output.addProperty("content-type", chat ? "text/event-stream" : "application/jsonlines");
    if (command.has("publish")) {
      PublisherBytesSupplier chunks = new PublisherBytesSupplier();
      output.add(chunks);
      start(command, chat, chunks::appendContent);
    } else {
      WholeChunks chunks = new WholeChunks();
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
    int count = PythonHandlers.integer(command, "n", 20);
    int delayMillis = PythonHandlers.integer(command, "delay_ms", 20);
    int failAt = PythonHandlers.integer(command, "fail_at", -1);
    int stallAt = PythonHandlers.integer(command, "stall_at", -1);
    int errorAt = PythonHandlers.integer(command, "error_at", -1);
    boolean usage = command.has("usage");
    if (usage) {
      append.accept(bytes(event("{\"role\": \"assistant\", \"content\": \"\"}", "null")), false);
    }
    for (int i = 0; i < count; i++) {
      Pace.sleepMillis(delayMillis);
      if (i == failAt) {
        append.accept(bytes("requested failure at chunk " + i), true);
        return;
      }
      if (i == errorAt) {
        append.accept(bytes("{\"code\": 424, \"error\": \"requested error\"}"), true);
        return;
      }
      if (i == stallAt) {
        return;
      }
      append.accept(
          bytes(chat ? event("{\"content\": \" tok%d\"}".formatted(i), "null") : line(i)), false);
    }
    if (usage) {
      append.accept(bytes(event("{}", "\"stop\"")), false);
      append.accept(bytes("data: {\"choices\": [], " + usage(count) + "}\n\n"), false);
    }
    if (chat) {
      append.accept(bytes("data: [DONE]\n\n"), false);
    }
    append.accept(new byte[0], true);
  }

  private static String line(int index) {
    return "{\"i\": %d, \"token\": \" tok%d\"}\n".formatted(index, index);
  }

  private static String event(String delta, String finishReason) {
    return ("data: {\"object\": \"chat.completion.chunk\", \"choices\": [{\"index\": 0, \"delta\":"
            + " %s, \"finish_reason\": %s}]}\n\n")
        .formatted(delta, finishReason);
  }

  private static String completion(int count) {
    return ("{\"object\": \"chat.completion\", \"choices\": [{\"index\": 0, \"message\":"
            + " {\"content\": \"text\"}, \"finish_reason\": \"stop\"}], %s}")
        .formatted(usage(count));
  }

  private static String usage(int count) {
    return "\"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": %d}".formatted(count);
  }

  private static JsonArray rows(JsonArray instances) {
    JsonArray rows = new JsonArray();
    for (JsonElement instance : instances) {
      JsonObject row = new JsonObject();
      boolean fails = instance.isJsonObject() && instance.getAsJsonObject().has("fail");
      row.addProperty(fails ? "code" : "value", fails ? 424 : 1);
      rows.add(row);
    }
    return rows;
  }

  private static Output json(String text) {
    return answer("application/json", bytes(text));
  }

  private static Output answer(String contentType, byte[] body) {
    Output output = new Output();
    output.addProperty("content-type", contentType);
    output.add(body);
    return output;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
