package io.github.djlobservability.content;

import com.google.gson.JsonElement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer, piece by piece as it is sent. Not thread-safe: after it was made it belongs to
 * the thread of the {@link ContentReader}.
 */
public final class AnswerReading {
  private final Question question;
  private final AnswerFormat format;
  private final boolean streamed;
  private final CompletionTally tally = new CompletionTally();
  private final @Nullable EventSplitter events;

  /** An answer in one piece; also kept where failed rows are looked for. */
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream(0);

  /** Set by any thread when a piece is lost on its way to the reader's. */
  private volatile boolean incomplete;

  /**
   * @param streamed whether the answer comes in chunks
   */
  public AnswerReading(Question question, AnswerFormat format, boolean streamed) {
    this.question = question;
    this.format = format;
    this.streamed = streamed;
    boolean isEvents = format == AnswerFormat.EVENTS || format == AnswerFormat.JSON_LINES;
    this.events =
        isEvents && question.generation()
            ? new EventSplitter(format == AnswerFormat.EVENTS, tally)
            : null;
  }

  /** A piece is lost. For any thread. */
  void lost() {
    incomplete = true;
  }

  /** Takes the next piece; null when it wasn't kept. */
  void take(byte @Nullable [] bytes, long nanos) {
    if (bytes == null) {
      incomplete = true;
      if (events != null) {
        events.skip();
      }
    } else {
      if (events != null) {
        events.take(bytes, nanos);
      }
      if (keepsWhole()) {
        whole.writeBytes(bytes);
      }
    }
  }

  private boolean keepsWhole() {
    return !streamed && (format == AnswerFormat.JSON || question.failedItems());
  }

  /** The answer is over. */
  Findings end(AnswerEnd end) {
    long items = 0;
    long failed = 0;
    byte[] body = question.body();
    if (question.items() && body != null) {
      items = ItemCounter.count(question.contentType(), body);
    }
    if (question.failedItems() && end.error() == null && !incomplete && whole.size() > 0) {
      failed = FailedItems.count(format, whole.toByteArray());
    }
    Generation generation = question.generation() ? generation(end) : null;
    return new Findings(generation, items, failed, error(end, generation));
  }

  /** The Python engine may report an error in a response that is no generation, and 200 at that. */
  private @Nullable String error(AnswerEnd end, @Nullable Generation generation) {
    if (generation != null) {
      return generation.error();
    }
    boolean readable = format == AnswerFormat.JSON && end.error() == null && !incomplete;
    return readable && whole.size() > 0 ? ErrorMark.alone(whole.toByteArray()) : null;
  }

  private @Nullable Generation generation(AnswerEnd end) {
    if (events != null && end.error() == null) {
      events.end(end.lastChunkNanos());
      tally.end();
    } else if (format == AnswerFormat.JSON && end.error() == null && !incomplete) {
      JsonElement document = Json.parse(whole.toString(StandardCharsets.UTF_8));
      if (document != null) {
        tally.read(document, end.lastChunkNanos());
      }
    }
    boolean generated = events != null || streamed || question.chat() || tally.isRecognised();
    return generated ? toGeneration(end) : null;
  }

  private Generation toGeneration(AnswerEnd end) {
    byte[] body = question.body();
    RequestParameters parameters =
        body != null && question.isJson() ? RequestParameters.read(body) : RequestParameters.NONE;
    boolean parsed = events != null && !incomplete;
    long parts = parsed ? tally.tokens() : streamed ? end.chunks() : 0;
    Long output = tally.usage().output();
    boolean counted = output == null && parts > 0;
    return new Generation(
        question.chat() || parameters.chat(),
        parameters,
        streamed,
        tally.usage().input(),
        counted ? Long.valueOf(parts) : output,
        counted,
        tally.finishReasons(),
        tally.responseModel(),
        parsed ? tally.firstTokenNanos() : end.firstChunkNanos(),
        parsed ? tally.lastTokenNanos() : end.lastChunkNanos(),
        parts,
        end.error() != null ? end.error() : tally.error());
  }
}
