package io.github.djlobservability.payload.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a model has generated: out of a whole response, or out of the parts of one
 * that is streamed. It knows chat completions and completions as OpenAI's, and the forms of DJL's
 * own handlers. Of several choices it takes the first. Not thread-safe.
 */
public final class GeneratedText {
  /** The member of a document that holds the text. */
  static final String TEXT = "generated_text";

  /** The member of a document that holds the geometric mean of the tokens' probabilities. */
  static final String CONFIDENCE = "confidence";

  /** The member of a document that holds the mean entropy of a token, in bits. */
  static final String ENTROPY = "token_entropy";

  private static final String ERROR = "error";

  private final StringBuilder parts = new StringBuilder();
  private final TokenCertainty certainty = new TokenCertainty();
  private @Nullable String whole;
  private boolean known;
  private boolean failed;

  /**
   * Reads a whole response that has choices, or its tokens beside its text.
   *
   * @return a document with the text; null if it is no such response, or has none
   */
  public static @Nullable Map<String, @Nullable Object> ofResponse(Map<?, ?> response) {
    boolean choices = response.get("choices") instanceof Values;
    boolean tokens = response.get("details") instanceof Map<?, ?> || response.get("token") != null;
    if (!choices && !(response.get(TEXT) instanceof String && tokens)) {
      return null;
    }
    GeneratedText generated = new GeneratedText();
    generated.add(response);
    return generated.document();
  }

  /** Adds a response, or a part of one. */
  public void add(Map<?, ?> part) {
    failed |= part.get(ERROR) != null;
    if (part.get("choices") instanceof Values choices) {
      known = true;
      choices(choices);
    }
    if (part.get("token") instanceof Map<?, ?> token) {
      text(token.get("text"));
      certainty.add(token.get("log_prob") == null ? token.get("logprob") : token.get("log_prob"));
    } else {
      text(part.get("token"));
    }
    if (part.get("body") instanceof Map<?, ?> body) {
      text(body.get("generation"));
    }
    if (part.get(TEXT) instanceof String all) {
      known = true;
      whole = all;
      details(part.get("details"));
    }
  }

  /** A whole response of DJL's handlers has its tokens there, a stream has had them before. */
  private void details(@Nullable Object node) {
    if (node instanceof Map<?, ?> details && details.get("tokens") instanceof Values tokens) {
      certainty.addTokens(tokens, "log_prob");
      certainty.addTokens(tokens, "logprob");
    }
  }

  private void choices(Values choices) {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i) instanceof Map<?, ?> choice && isFirst(choice.get("index"), i)) {
        failed |= ERROR.equals(choice.get("finish_reason"));
        text(choice.get("text"));
        message(choice.get("delta"));
        message(choice.get("message"));
        certainty.addChoice(choice.get("logprobs"));
      }
    }
  }

  private static boolean isFirst(@Nullable Object index, int place) {
    return index instanceof Number number ? number.doubleValue() == 0 : place == 0;
  }

  private void message(@Nullable Object node) {
    text(node instanceof Map<?, ?> message ? Chat.text(message.get("content")) : null);
  }

  private void text(@Nullable Object node) {
    if (node instanceof String text) {
      addText(text);
    }
  }

  /** Adds a piece of the text itself. */
  public void addText(String text) {
    known = true;
    parts.append(text);
  }

  /** Returns whether anything was of a form that it knows. */
  public boolean isKnown() {
    return known;
  }

  /** Returns whether the response itself says that it failed. */
  public boolean isFailed() {
    return failed;
  }

  /** Returns what was put together, as a document; null if that is no text. */
  public @Nullable Map<String, @Nullable Object> document() {
    String text = whole == null ? parts.toString() : whole;
    if (text.isBlank()) {
      return null;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(TEXT, text);
    document.put(CONFIDENCE, certainty.confidence());
    document.put(ENTROPY, certainty.entropy());
    return document;
  }
}
