package io.github.djlobservability.payload.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.djlobservability.payload.tensor.MalformedTensorException;
import io.github.djlobservability.payload.tensor.NdList;
import io.github.djlobservability.payload.tensor.Npy;
import io.github.djlobservability.payload.tensor.NpyHeader;
import io.github.djlobservability.payload.tensor.Npz;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body: by what its bytes are, and by its content type only where they leave a choice.
 * Stateless.
 *
 * <p>A form in parts is read as its only file, or its only field, by that part's content type.
 *
 * <p>NPZ, NPY, NDList, recordings and images have marks of their own. Text in UTF-8, with or
 * without a byte order mark, or if it is none in the character set that the content type names, is
 * JSON if it begins with a bracket or a brace and is whole; a table if its content type says so or
 * it looks like one, as lines of numbers with blanks between them do; else a single JSON value, or
 * a text.
 */
public final class DocumentReader {

  /** Larger bodies, and arrays that unpack to more, are not read. */
  public static final int MAX_BYTES = 1 << 26;

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int SHOWN = 100;

  private DocumentReader() {}

  /**
   * Reads a body.
   *
   * @param contentType as it was sent, right or wrong; null where there was none
   */
  public static Document read(byte[] body, @Nullable String contentType) throws NotReadException {
    return read(body, contentType, MAX_BYTES);
  }

  /**
   * Reads a body.
   *
   * @param unpackedBytes how large packed arrays may become
   */
  public static Document read(byte[] body, @Nullable String contentType, int unpackedBytes)
      throws NotReadException {
    return read(body, contentType, unpackedBytes, KnownTexts.NONE);
  }

  /**
   * Reads a body.
   *
   * @param unpackedBytes how large packed arrays may become
   * @param known what is to be expected, which is read faster
   */
  public static Document read(
      byte[] body, @Nullable String contentType, int unpackedBytes, KnownTexts known)
      throws NotReadException {
    if (body.length == 0) {
      throw new NotReadException(NotRead.EMPTY, "there is no body");
    }
    if (body.length > MAX_BYTES) {
      throw new NotReadException(NotRead.SIZE, "the body has " + body.length + " bytes");
    }
    Document tensors = tensors(body, unpackedBytes);
    if (tensors != null) {
      return tensors;
    }
    if (MediaFile.isMedia(body)) {
      return new Document.Media(body);
    }
    MultipartForm.Part input = MultipartForm.input(body, contentType);
    if (input != null) {
      boolean form = MediaType.of(input.contentType()).isMultipart();
      return read(input.content(), form ? null : input.contentType(), unpackedBytes, known);
    }
    List<@Nullable Object> plain = PlainJson.read(body, known);
    return plain == null ? text(body, MediaType.of(contentType)) : new Document.Json(plain);
  }

  /** Returns whether bytes begin as arrays of NumPy's or DJL's do. */
  public static boolean isTensors(byte[] body) {
    return Npz.isAt(body) || NpyHeader.isAt(body) || NdList.isAt(body);
  }

  private static @Nullable Document tensors(byte[] body, int unpackedBytes)
      throws NotReadException {
    try {
      if (Npz.isAt(body)) {
        return new Document.Tensors(Npz.read(body, unpackedBytes));
      }
      if (NpyHeader.isAt(body)) {
        return new Document.Tensors(List.of(Npy.read(null, body)));
      }
      return NdList.isAt(body) ? new Document.Tensors(NdList.read(body)) : null;
    } catch (MalformedTensorException e) {
      throw new NotReadException(
          NotRead.MALFORMED,
          "the body " + e.getMessage(),
          "the body is a damaged array, or one that is not read");
    } catch (IOException e) {
      throw new NotReadException(NotRead.MALFORMED, "the body breaks off");
    }
  }

  private static Document text(byte[] body, MediaType type) throws NotReadException {
    String text = decoded(body, type);
    if (text.isBlank()) {
      throw new NotReadException(NotRead.EMPTY, "the body is blank");
    }
    char first = text.stripLeading().charAt(0);
    boolean bracket = first == '{' || first == '[';
    if (!bracket && (type.isForm() || type.isMedia())) {
      throw called(type);
    }
    List<List<String>> apart = bracket ? null : TableText.atBlanks(text);
    if (apart != null) {
      return new Document.Table(apart, type.header());
    }
    if (bracket || (type.isJson() && !type.isTable())) {
      return json(text, type, bracket);
    }
    return other(text, type);
  }

  private static NotReadException called(MediaType type) {
    if (type.isForm()) {
      return new NotReadException(
          NotRead.TYPE,
          "the body is called a form that is not read: " + type.name(),
          "the body is called a form that is not read");
    }
    return new NotReadException(
        NotRead.TYPE,
        "the body is of type " + type.name(),
        "the body is called sound, an image or a video, and is of no known kind");
  }

  private static String decoded(byte[] body, MediaType type) throws NotReadException {
    if (isCompressed(body)) {
      throw new NotReadException(NotRead.TYPE, "the body is compressed (gzip)");
    }
    if (isWide(body)) {
      throw new NotReadException(NotRead.TYPE, "the body is UTF-16 or UTF-32; UTF-8 is read");
    }
    if (!type.isText() && !isMostlyPrintable(body)) {
      throw notText(type);
    }
    String text = decoded(body, StandardCharsets.UTF_8);
    if (text == null && type.charset() != null) {
      text = decoded(body, type.charset());
    }
    if (text == null) {
      throw notText(type);
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** A text may have some control characters, as those that colour a terminal's; no NUL. */
  private static boolean isMostlyPrintable(byte[] body) {
    int length = Math.min(body.length, SHOWN);
    int controls = 0;
    for (int i = 0; i < length; i++) {
      if (body[i] == 0) {
        return false;
      }
      controls += body[i] > 0 && body[i] < ' ' && !Character.isWhitespace(body[i]) ? 1 : 0;
    }
    return controls == 0 || controls <= Math.max(Math.min(1, length - 1), length / 4);
  }

  private static @Nullable String decoded(byte[] body, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isCompressed(byte[] body) {
    return body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
  }

  private static boolean isWide(byte[] body) {
    if (body.length < 2) {
      return false;
    }
    boolean mark = (body[0] == -1 && body[1] == -2) || (body[0] == -2 && body[1] == -1);
    boolean ascii = (body[0] == 0) != (body[1] == 0) && (body[0] | body[1]) >= ' ';
    return mark || ascii;
  }

  private static NotReadException notText(MediaType type) {
    if (type.isForm()) {
      return called(type);
    }
    String called = type.name().isEmpty() ? "without a content type" : "of type " + type.name();
    return new NotReadException(
        NotRead.TYPE,
        "the body, "
            + called
            + ", is neither text in UTF-8 nor NPZ, NPY, NDList, sound or an image of a known kind",
        "the body is neither text in UTF-8 nor NPZ, NPY, NDList, sound or an image of a known"
            + " kind");
  }

  private static Document json(String text, MediaType type, boolean bracket)
      throws NotReadException {
    try {
      return new Document.Json(JsonTree.all(text));
    } catch (JsonProcessingException e) {
      if (!bracket || type.isText()) {
        return other(text, type);
      }
      throw new NotReadException(
          NotRead.MALFORMED,
          "the body is no JSON" + where(e.getLocation()) + ": " + e.getOriginalMessage(),
          "the body is no JSON" + where(e.getLocation()));
    } catch (IOException e) {
      throw new NotReadException(
          NotRead.MALFORMED, "the body is no JSON: " + e.getMessage(), "the body is no JSON");
    }
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", character " + at.getColumnNr() + ")";
  }

  private static Document other(String text, MediaType type) throws NotReadException {
    List<List<String>> rows = TableText.rows(text);
    if (type.isTable() && rows == null) {
      throw new NotReadException(
          NotRead.MALFORMED, "the body is no table: its rows have not as many values each");
    }
    if (rows != null && (type.isTable() || TableText.looksLikeOne(rows))) {
      return new Document.Table(rows, type.header());
    }
    if (type.isText() && text.stripLeading().charAt(0) != '"') {
      // A prompt may be a number.
      return new Document.Text(text.strip());
    }
    try {
      return new Document.Json(JsonTree.all(text));
    } catch (IOException e) {
      return new Document.Text(text.strip());
    }
  }
}
