package io.github.djlobservability.content;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.djlobservability.payload.stream.EventSplitter;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the events of a generated response tell: chat completions and completions as
 * OpenAI's, DJL's own formats, and anything else as one token an event. No text is kept. Not
 * thread-safe.
 */
final class CompletionTally implements EventSplitter.Events {
  private static final String DONE = "[DONE]";
  private static final String ERROR_REASON = "error";
  private static final int MAX_REASONS = 16;
  private static final int MAX_WORD = 64;

  private final List<String> finishReasons = new ArrayList<>();
  private final TokenTimes times = new TokenTimes();
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable String responseModel;
  private @Nullable String error;
  private long tokens;
  private long firstTokenNanos;
  private long lastTokenNanos;
  private boolean recognised;
  private boolean embeddings;

  /** Text that is no JSON is a token, unless it turns out to be what the stream broke off with. */
  private long strays;

  private long strayNanos;
  private boolean endsAstray;
  private boolean hasEvents;

  @Override
  public void event(String data, boolean isError, long nanos) {
    if (data.strip().equals(DONE)) {
      return;
    }
    JsonElement document = JsonMembers.parse(data);
    if (document != null) {
      begin();
      read(document, nanos);
    } else if (EventSplitter.beginsAsJson(data)) {
      stray(data, nanos);
    } else {
      begin();
      token(nanos);
    }
    if (isError && error == null) {
      error = HttpKeys.STREAM_ERROR;
    }
  }

  @Override
  public void unread(long nanos) {
    begin();
    token(nanos);
  }

  @Override
  public void stray(String text, long nanos) {
    JsonObject document = JsonMembers.object(JsonMembers.parse(text));
    if (document != null) {
      begin();
      read(document, nanos);
      return;
    }
    settle();
    endsAstray = true;
    strayNanos = nanos;
    strays++;
  }

  /** A proper event begins. */
  private void begin() {
    settle();
    hasEvents = true;
  }

  /** Counts a stray text as a token: since more text came after it, it was no error at the end. */
  private void settle() {
    if (endsAstray) {
      endsAstray = false;
      token(strayNanos);
    }
  }

  /** Nothing more comes. */
  void end() {
    // The Python engine ends a stream whose generator threw with the exception's text.
    if (endsAstray && (hasEvents || strays == 1)) {
      error = error == null ? HttpKeys.STREAM_ERROR : error;
      endsAstray = false;
    }
    settle();
  }

  /** Reads a document: an event, or a whole response. */
  void read(JsonElement document, long nanos) {
    if (document.isJsonArray()) {
      for (JsonElement element : document.getAsJsonArray()) {
        read(element, nanos);
      }
    } else if (document.isJsonObject()) {
      read(document.getAsJsonObject(), nanos);
    } else {
      token(nanos);
    }
  }

  private void read(JsonObject document, long nanos) {
    String found = ErrorMark.in(document);
    if (found != null) {
      error = error == null ? found : error;
    }
    TokenUsage told = TokenUsage.of(document);
    usage = usage.updatedBy(told);
    String model = JsonMembers.string(document, "model");
    responseModel = model == null ? responseModel : word(model);
    boolean bearing = readGenerated(document, nanos);
    boolean nothingElse = found != null || JsonMembers.object(document, "usage") != null;
    if (bearing || (!nothingElse && !document.has("choices"))) {
      token(nanos);
    }
    recognised |= told.output() != null;
    embeddings |= isEmbeddings(document);
    recognised |= embeddings;
  }

  /** Returns whether it bears generated text that is not counted yet. */
  private boolean readGenerated(JsonObject document, long nanos) {
    JsonArray choices = JsonMembers.array(document, "choices");
    if (choices != null) {
      recognised = true;
      return readChoices(choices, nanos);
    }
    JsonObject details = JsonMembers.object(document, "details");
    if (details != null) {
      finished(JsonMembers.string(details, "finish_reason"));
    }
    JsonObject body = JsonMembers.object(document, "body");
    if (body != null) {
      finished(JsonMembers.string(body, "stop_reason"));
    }
    recognised |= document.has("generated_text");
    return document.has("token") || body != null;
  }

  /** Each choice that bears text is a token of its own. */
  private boolean readChoices(JsonArray choices, long nanos) {
    for (JsonElement element : choices) {
      JsonObject choice = JsonMembers.object(element);
      if (choice != null) {
        finished(JsonMembers.string(choice, "finish_reason"));
        if (JsonMembers.isSet(choice, "text") || bears(JsonMembers.object(choice, "delta"))) {
          Long index = JsonMembers.count(choice, "index");
          token(index == null ? 0 : index, nanos);
        }
      }
    }
    return false;
  }

  private static boolean bears(@Nullable JsonObject delta) {
    return delta != null
        && (JsonMembers.isSet(delta, "content")
            || JsonMembers.isSet(delta, "reasoning_content")
            || JsonMembers.isSet(delta, "reasoning")
            || JsonMembers.isSet(delta, "tool_calls")
            || JsonMembers.isSet(delta, "function_call")
            || JsonMembers.isSet(delta, "refusal"));
  }

  private void finished(@Nullable String reason) {
    if (reason == null || reason.isEmpty() || finishReasons.size() >= MAX_REASONS) {
      return;
    }
    finishReasons.add(word(reason));
    recognised = true;
    if (reason.equals(ERROR_REASON) && error == null) {
      error = HttpKeys.STREAM_ERROR;
    }
  }

  private void token(long nanos) {
    token(0, nanos);
  }

  private void token(long choice, long nanos) {
    if (tokens == 0) {
      firstTokenNanos = nanos;
    }
    tokens++;
    lastTokenNanos = nanos;
    times.token(choice, nanos);
  }

  private static String word(String text) {
    return text.length() <= MAX_WORD ? text : text.substring(0, MAX_WORD);
  }

  private static boolean isEmbeddings(JsonObject document) {
    JsonArray data = JsonMembers.array(document, "data");
    JsonObject first = data == null || data.isEmpty() ? null : JsonMembers.object(data.get(0));
    return first != null && "embedding".equals(JsonMembers.string(first, "object"));
  }

  /** Returns whether the response holds embeddings, as OpenAI's. */
  boolean isEmbeddings() {
    return embeddings;
  }

  /** Returns whether anything showed that the response was generated. */
  boolean isRecognised() {
    return recognised;
  }

  TokenUsage usage() {
    return usage;
  }

  /** Returns how many events bore generated text. */
  long tokens() {
    return tokens;
  }

  /** Returns when the first one was complete; 0 when there was none. */
  long firstTokenNanos() {
    return firstTokenNanos;
  }

  /** When the tokens of each choice came. */
  TokenTimes times() {
    return times;
  }

  long lastTokenNanos() {
    return lastTokenNanos;
  }

  List<String> finishReasons() {
    return List.copyOf(finishReasons);
  }

  @Nullable String responseModel() {
    return responseModel;
  }

  /**
   * Returns the error that the response itself reports, as {@code error.type}; null when it reports
   * none.
   */
  @Nullable String error() {
    return error;
  }
}
