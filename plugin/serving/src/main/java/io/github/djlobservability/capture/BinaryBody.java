package io.github.djlobservability.capture;

import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.image.ImageReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells bodies that are no text. They are not logged: of their bytes most would be lost in a line
 * of text, and neither rules nor detectors find anything in them. Stateless.
 */
final class BinaryBody {
  private BinaryBody() {}

  /** Returns what stands in the log instead of a body; null for one that is a text. */
  static @Nullable String sentence(byte[] body) {
    String kind = kind(body);
    return kind == null ? null : "(left out: " + kind + ")";
  }

  private static @Nullable String kind(byte[] body) {
    if (AudioReader.isAudio(body)) {
      return "a recording";
    }
    if (ImageReader.isImage(body)) {
      return "an image";
    }
    if (DocumentReader.isTensors(body)) {
      return "arrays";
    }
    return isText(body) ? null : "no text in UTF-8";
  }

  private static boolean isText(byte[] body) {
    try {
      CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
