package io.github.djlobservability.content;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parameters of a request to a generative model; its prompt is passed over. Immutable.
 *
 * @param chat whether it has messages
 * @param model the model as the request calls it; null when it names none
 * @param stream null when it doesn't say
 * @param adapter the LoRA adapter that it names; null when it names none
 * @param numbers of parameters by OpenAI's names
 */
record RequestParameters(
    boolean chat,
    @Nullable String model,
    @Nullable Boolean stream,
    @Nullable String adapter,
    Map<String, Double> numbers) {
  static final RequestParameters NONE = new RequestParameters(false, null, null, null, Map.of());

  static final String MAX_TOKENS = "max_tokens";
  static final String TEMPERATURE = "temperature";
  static final String TOP_P = "top_p";
  static final String TOP_K = "top_k";
  static final String FREQUENCY_PENALTY = "frequency_penalty";
  static final String PRESENCE_PENALTY = "presence_penalty";
  static final String SEED = "seed";
  static final String CHOICES = "n";

  private static final Set<String> NUMBERS =
      Set.of(
          MAX_TOKENS,
          TEMPERATURE,
          TOP_P,
          TOP_K,
          FREQUENCY_PENALTY,
          PRESENCE_PENALTY,
          SEED,
          CHOICES);
  private static final Set<String> ADAPTERS = Set.of("adapter", "adapters");
  private static final int MAX_WORD = 128;

  /** Returns a number, or null when the request doesn't give it. */
  @Nullable Double number(String name) {
    return numbers.get(name);
  }

  /**
   * Returns the same with the adapter that a header names, which the server prefers; null: none.
   */
  RequestParameters withAdapter(@Nullable String named) {
    return named == null ? this : new RequestParameters(chat, model, stream, word(named), numbers);
  }

  private static String word(String text) {
    return text.length() <= MAX_WORD ? text : text.substring(0, MAX_WORD);
  }

  /** Reads a body; of one that is no JSON object, or broken, what was read before. */
  static RequestParameters read(byte[] body) {
    Building building = new Building();
    Reader text = new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
    try (JsonReader reader = new JsonReader(text)) {
      if (reader.peek() == JsonToken.BEGIN_OBJECT) {
        building.object(reader, true);
      }
    } catch (IllegalStateException | IllegalArgumentException | IOException e) {
      return building.build();
    }
    return building.build();
  }

  private static final class Building {
    private final Map<String, Double> numbers = new HashMap<>();
    private boolean chat;
    private @Nullable String model;
    private @Nullable Boolean stream;
    private @Nullable String adapter;

    RequestParameters build() {
      return new RequestParameters(chat, model, stream, adapter, Map.copyOf(numbers));
    }

    /** DJL's own schema has its parameters in an object of their own. */
    void object(JsonReader reader, boolean top) throws IOException {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        JsonToken kind = reader.peek();
        if (top && kind == JsonToken.BEGIN_OBJECT && name.equals("parameters")) {
          object(reader, false);
        } else if (kind == JsonToken.NUMBER) {
          number(canonical(name), reader);
        } else {
          other(name, kind, reader);
        }
      }
      reader.endObject();
    }

    private void number(String name, JsonReader reader) throws IOException {
      if (NUMBERS.contains(name)) {
        numbers.put(name, reader.nextDouble());
      } else {
        reader.skipValue();
      }
    }

    private void other(String name, JsonToken kind, JsonReader reader) throws IOException {
      if (name.equals("stream") && kind == JsonToken.BOOLEAN) {
        stream = reader.nextBoolean();
      } else if (name.equals("model") && kind == JsonToken.STRING) {
        model = word(reader.nextString());
      } else if (ADAPTERS.contains(name) && kind == JsonToken.STRING) {
        adapter = word(reader.nextString());
      } else if (ADAPTERS.contains(name) && kind == JsonToken.BEGIN_ARRAY) {
        firstAdapter(reader);
      } else {
        chat |= name.equals("messages") && kind == JsonToken.BEGIN_ARRAY;
        reader.skipValue();
      }
    }

    private void firstAdapter(JsonReader reader) throws IOException {
      reader.beginArray();
      if (reader.peek() == JsonToken.STRING) {
        adapter = word(reader.nextString());
      }
      while (reader.hasNext()) {
        reader.skipValue();
      }
      reader.endArray();
    }

    private static String canonical(String name) {
      return switch (name) {
        case "max_completion_tokens", "max_new_tokens" -> MAX_TOKENS;
        default -> name;
      };
    }
  }
}
