package io.github.djlobservability.cli.doctor;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.stream.StreamedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body with its content type.
 *
 * @param body nobody changes it
 * @param contentType null for none
 * @param told whether somebody said what its content type is; if not, its file's name did
 * @param chunked whether it came in chunks
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Sample(byte[] body, @Nullable String contentType, boolean told, boolean chunked) {

  private static final String JSON = "application/json";

  /** The content types of files by the end of their names; JSON tells itself. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("jsonl", "application/jsonlines"),
          Map.entry("sse", "text/event-stream"),
          Map.entry("ndjson", "application/x-ndjson"),
          Map.entry("csv", "text/csv"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("txt", "text/plain"),
          Map.entry("npy", "application/x-npy"),
          Map.entry("npz", "tensor/npz"),
          Map.entry("ndlist", "tensor/ndlist"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("ogg", "audio/ogg"));

  /** Holds what a server sent, with the content type that it said. */
  static Sample received(byte[] body, @Nullable String contentType, boolean chunked) {
    return new Sample(body, contentType, true, chunked);
  }

  /**
   * Reads a file.
   *
   * @param told its content type; null to go by its name
   */
  static Sample ofFile(Path file, @Nullable String told) throws IOException {
    byte[] body = Files.readAllBytes(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return told == null
        ? new Sample(body, type, false, false)
        : new Sample(body, told, true, false);
  }

  /** Returns the content type that it is sent with; null for none. */
  @Nullable String sentType() {
    if (contentType != null) {
      return contentType;
    }
    try {
      return document() instanceof Document.Json json && json.roots().size() == 1 ? JSON : null;
    } catch (NotReadException e) {
      return null;
    }
  }

  /** Says what it is sent as, for people. */
  String sentAs() {
    String type = sentType();
    return type == null
        ? "a body without a content type"
        : type + (isNamed() ? ", by the file's name" : "");
  }

  /** Returns whether its content type is that of its file's name. */
  boolean isNamed() {
    return contentType != null && !told;
  }

  Document document() throws NotReadException {
    return DocumentReader.read(body, contentType);
  }

  /**
   * Reads a response as the server does.
   *
   * @param putsTogether whether those in chunks are put together
   */
  Document response(boolean putsTogether) throws NotReadException {
    if (!putsTogether) {
      if (chunked) {
        throw StreamedText.notPutTogether();
      }
      return document();
    }
    if (!StreamedText.isStream(chunked, contentType)) {
      return document();
    }
    if (body.length > StreamedText.MAX_BYTES) {
      throw StreamedText.tooLarge();
    }
    return StreamedText.read(body, contentType, DocumentReader.MAX_BYTES);
  }
}
