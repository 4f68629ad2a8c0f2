package io.github.djlobservability.payload.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat that is sent to a model, as OpenAI's, Anthropic's and DJL's own handlers take it: an array
 * {@code messages} of objects with a {@code role} each, and a {@code content} that is a text or an
 * array of parts. Where a message stands depends on how many came before it, so no place among them
 * means anything. Immutable.
 *
 * @param count how many messages there are
 * @param user the newest text of role {@code user}; null where there is none
 * @param system the first text of role {@code system} or {@code developer}; null where there is
 *     none
 * @param files texts in the parts of the newest message of role {@code user} that may be files in
 *     base64, or addresses of some
 */
public record Chat(int count, @Nullable String user, @Nullable String system, List<String> files) {
  private static final String MESSAGES = "messages";
  private static final String ROLE = "role";
  private static final String CONTENT = "content";
  private static final String TEXT = "text";

  /** Copies the files. */
  public Chat {
    files = List.copyOf(files);
  }

  /**
   * Reads a chat.
   *
   * @param name the path of the array
   * @return null if it is none
   */
  public static @Nullable Chat of(String name, Values messages) {
    boolean named = name.equals(MESSAGES) || name.endsWith("." + MESSAGES);
    if (!named || messages.size() == 0) {
      return null;
    }
    String user = null;
    String system = null;
    List<String> files = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (!(messages.get(i) instanceof Map<?, ?> message)
          || !(message.get(ROLE) instanceof String role)) {
        return null;
      }
      Object content = message.get(CONTENT);
      String text = text(content);
      switch (role) {
        case "user" -> {
          user = text == null ? user : text;
          files = files(content);
        }
        case "system", "developer" -> system = system == null ? text : system;
        default -> {}
      }
    }
    return new Chat(messages.size(), user, system, files);
  }

  /** Returns the text of a message's content, of several parts a line each; null without any. */
  static @Nullable String text(@Nullable Object content) {
    if (content instanceof String text) {
      return text;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; content instanceof Values parts && i < parts.size(); i++) {
      if (parts.get(i) instanceof Map<?, ?> part && part.get(TEXT) instanceof String text) {
        texts.add(text);
      }
    }
    return texts.isEmpty() ? null : String.join("\n", texts);
  }

  /** A part has its file in an object: {@code image_url}, {@code input_audio}, {@code source}. */
  private static List<String> files(@Nullable Object content) {
    List<String> files = new ArrayList<>();
    for (int i = 0; content instanceof Values parts && i < parts.size(); i++) {
      for (Object member : parts.get(i) instanceof Map<?, ?> part ? part.values() : List.of()) {
        for (Object held : member instanceof Map<?, ?> object ? object.values() : List.of()) {
          if (held instanceof String text) {
            files.add(text);
          }
        }
      }
    }
    return files;
  }
}
