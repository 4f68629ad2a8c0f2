package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.audio.AudioFigures;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells files of recordings, of images and of texts by their names, and measures them. */
enum MediaKind {
  AUDIO("(?i).*\\.(wav|wave|aiff?|aifc|au|snd)", "audio.") {
    @Override
    List<String> figureNames() {
      return AudioFigures.names();
    }

    @Override
    Map<String, @Nullable Object> figures(byte[] file) throws MalformedMediaException {
      return AudioFigures.of(AudioReader.read(file));
    }
  },
  IMAGE("(?i).*\\.(jpe?g|png)", "image.") {
    @Override
    List<String> figureNames() {
      return ImageFigures.names();
    }

    @Override
    Map<String, @Nullable Object> figures(byte[] file) throws MalformedMediaException {
      return ImageFigures.of(ImageReader.read(file));
    }
  },
  /** One text a file, in UTF-8; what is none has no value. */
  TEXT("(?i).*\\.(txt|md)", "") {
    @Override
    List<String> figureNames() {
      return List.of(WORDS);
    }

    @Override
    Map<String, @Nullable Object> figures(byte[] file) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        return Map.of(WORDS, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
      } catch (CharacterCodingException e) {
        return Map.of();
      }
    }
  };

  private static final String WORDS = "text";

  private final Pattern name;
  private final String field;

  MediaKind(String name, String field) {
    this.name = Pattern.compile(name);
    this.field = field;
  }

  /** Measures a file. */
  abstract Map<String, @Nullable Object> figures(byte[] file) throws MalformedMediaException;

  /** Returns the kind of a file; null if its name is of none. */
  static @Nullable MediaKind of(Path file) {
    for (MediaKind kind : values()) {
      if (kind.name.matcher(file.getFileName().toString()).matches()) {
        return kind;
      }
    }
    return null;
  }

  /** Returns what the names of its features begin with. */
  String field() {
    return field;
  }

  /** Returns the names of its figures, in their order. */
  abstract List<String> figureNames();
}
