package io.github.djlobservability.cli.doctor;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.NotReadException;
import org.jspecify.annotations.Nullable;

/**
 * A body with its content type.
 *
 * @param body nobody changes it
 * @param contentType null for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Sample(byte[] body, @Nullable String contentType) {

  private static final String JSON = "application/json";

  /** Returns whether somebody said what its content type is. */
  boolean isTold() {
    return contentType != null;
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
    return type == null ? "a body without a content type" : type;
  }

  Document document() throws NotReadException {
    return DocumentReader.read(body, contentType);
  }
}
