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

  Document document() throws NotReadException {
    return DocumentReader.read(body, contentType);
  }
}
