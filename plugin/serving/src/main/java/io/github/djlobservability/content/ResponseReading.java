package io.github.djlobservability.content;

import com.google.gson.JsonElement;
import io.github.djlobservability.payload.ItemCount;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.stream.EventSplitter;
import io.github.djlobservability.payload.stream.ResponseFormat;
import io.github.djlobservability.telemetry.definition.GenAiKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one response, piece by piece as it is sent. Not thread-safe: after it was made it belongs
 * to the thread of the {@link ContentReader}.
 */
public final class ResponseReading {
  private final RequestReading request;
  private final ResponseFormat format;
  private final boolean streamed;
  private final CompletionTally tally = new CompletionTally();
  private final @Nullable EventSplitter events;

  /** A response in one piece; also kept where failed rows are looked for. */
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream(0);

  /** Set by any thread when a piece is lost on its way to the reader's. */
  private volatile boolean incomplete;

  /**
   * @param streamed whether the response comes in chunks
   */
  public ResponseReading(RequestReading request, ResponseFormat format, boolean streamed) {
    this.request = request;
    this.format = format;
    this.streamed = streamed;
    boolean isEvents = format == ResponseFormat.EVENTS || format == ResponseFormat.JSON_LINES;
    this.events =
        isEvents && request.generation()
            ? new EventSplitter(format == ResponseFormat.EVENTS, tally)
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
    return !streamed && (format == ResponseFormat.JSON || request.failedItems());
  }

  /** The response is over. */
  Findings end(ResponseEnd end) {
    long items = 0;
    long failed = 0;
    byte[] body = request.body();
    if (request.items() && body != null) {
      items = items(body);
    }
    if (request.failedItems() && end.error() == null && !incomplete && whole.size() > 0) {
      failed = FailedItems.count(format, whole.toByteArray());
    }
    Generation generation = request.generation() ? generation(end) : null;
    return new Findings(generation, items, failed, error(end, generation));
  }

  /** The Python engine may report an error in a response that is no generation, and 200 at that. */
  private @Nullable String error(ResponseEnd end, @Nullable Generation generation) {
    if (generation != null) {
      return generation.error();
    }
    boolean readable = format == ResponseFormat.JSON && end.error() == null && !incomplete;
    return readable && whole.size() > 0 ? ErrorMark.alone(whole.toByteArray()) : null;
  }

  /** Returns how many items the request has; 0 when that can't be told. */
  private long items(byte[] body) {
    try {
      return ItemCount.of(body, request.contentType(), request.settings());
    } catch (NotReadException e) {
      return 0;
    }
  }

  private @Nullable Generation generation(ResponseEnd end) {
    if (events != null && end.error() == null) {
      events.end(end.lastChunkNanos());
      tally.end();
    } else if (format == ResponseFormat.JSON && end.error() == null && !incomplete) {
      JsonElement document = JsonMembers.parse(whole.toString(StandardCharsets.UTF_8));
      if (document != null) {
        tally.read(document, end.lastChunkNanos());
      }
    }
    boolean generated = events != null || streamed || request.chat() || tally.isRecognised();
    return generated ? toGeneration(end) : null;
  }

  private Generation toGeneration(ResponseEnd end) {
    byte[] body = request.body();
    RequestParameters written =
        body != null && request.isJson() ? RequestParameters.read(body) : RequestParameters.NONE;
    RequestParameters parameters = written.withAdapter(request.adapter());
    boolean parsed = events != null && !incomplete;
    long parts = parsed ? tally.tokens() : streamed ? end.chunks() : 0;
    Long output = tally.usage().output();
    boolean counted = output == null && parts > 0;
    return new Generation(
        operation(request.chat() || parameters.chat()),
        parameters,
        streamed,
        tally.usage(),
        counted ? Long.valueOf(parts) : output,
        counted,
        tally.finishReasons(),
        tally.responseModel(),
        parsed ? tally.firstTokenNanos() : end.firstChunkNanos(),
        parsed ? tally.lastTokenNanos() : end.lastChunkNanos(),
        parts,
        tally.times(),
        end.error() != null ? end.error() : tally.error());
  }

  private String operation(boolean chat) {
    if (tally.isEmbeddings()) {
      return GenAiKeys.EMBEDDINGS;
    }
    return chat ? GenAiKeys.CHAT : GenAiKeys.TEXT_COMPLETION;
  }
}
