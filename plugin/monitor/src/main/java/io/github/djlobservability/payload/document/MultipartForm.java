package io.github.djlobservability.payload.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes forms apart that are uploaded in parts (RFC 7578). The input is a form's only file, or the
 * only field of one without files; other fields beside a file are parameters. Stateless.
 */
public final class MultipartForm {
  /** Says why a form is not read. */
  public static final String SEVERAL =
      "the body is a form of several files, or of several fields and no file; one file, or one"
          + " field, is read";

  private static final int MAX_BOUNDARY = 70;
  private static final int MAX_PARTS = 100;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILE =
      Pattern.compile("^content-disposition:.*;\\s*filename\\*?=\\s*(\"\")?");
  private static final Pattern TYPE = Pattern.compile("^content-type:\\s*(.+)$");

  private final byte[] body;
  private final byte[] delimiter;

  private MultipartForm(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A part of a form.
   *
   * @param contentType its own; null for none
   * @param file whether it is a file
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Part(byte[] content, @Nullable String contentType, boolean file) {}

  /**
   * Returns the part that is the input of a model.
   *
   * @param contentType of the whole body
   * @return null if the body is no form in parts, whatever it is called
   * @throws NotReadException if it breaks off, or has no part that is the only one of its kind
   */
  static @Nullable Part input(byte[] body, @Nullable String contentType) throws NotReadException {
    Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!MediaType.of(contentType).isMultipart() || !boundary.find()) {
      return null;
    }
    String named = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    if (named.length() > MAX_BOUNDARY) {
      return null;
    }
    List<Part> parts = new MultipartForm(body, named).parts();
    if (parts.isEmpty()) {
      return null;
    }
    List<Part> files = parts.stream().filter(Part::file).toList();
    List<Part> inputs = files.isEmpty() ? parts : files;
    if (inputs.size() != 1) {
      throw new NotReadException(NotRead.TYPE, SEVERAL);
    }
    return inputs.get(0);
  }

  private List<Part> parts() throws NotReadException {
    List<Part> parts = new ArrayList<>();
    int at = nextDelimiter(0);
    while (at >= 0 && !isLast(at)) {
      int from = afterLine(at);
      boolean file = false;
      boolean chosen = true;
      String type = null;
      int next = afterLine(from);
      for (String header = line(from, next); !header.isEmpty(); header = line(from, next)) {
        Matcher named = FILE.matcher(header);
        if (named.find()) {
          file = true;
          chosen = named.group(1) == null;
        }
        Matcher typed = TYPE.matcher(header);
        type = typed.find() ? typed.group(1) : type;
        from = next;
        next = afterLine(from);
      }
      at = nextDelimiter(next);
      if (at < 0 || parts.size() == MAX_PARTS) {
        throw new NotReadException(
            NotRead.MALFORMED,
            at < 0 ? "the form breaks off" : "the form has more than " + MAX_PARTS + " parts");
      }
      // A browser sends an empty part without a name where nobody chose a file.
      if (chosen) {
        parts.add(new Part(Arrays.copyOfRange(body, next, end(next, at)), type, file));
      }
    }
    return parts;
  }

  /** Returns where the next line is that begins with the delimiter; -1 if there is none. */
  private int nextDelimiter(int from) {
    for (int i = from; i + delimiter.length <= body.length; i++) {
      if ((i == 0 || body[i - 1] == '\n') && isDelimiter(i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isDelimiter(int at) {
    int end = at + delimiter.length;
    return Arrays.equals(body, at, end, delimiter, 0, delimiter.length)
        && (end == body.length || body[end] <= ' ' || isLast(at));
  }

  private boolean isLast(int at) {
    int end = at + delimiter.length;
    return end + 1 < body.length && body[end] == '-' && body[end + 1] == '-';
  }

  private int afterLine(int from) {
    int at = from;
    while (at < body.length && body[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, body.length);
  }

  private String line(int from, int next) {
    return new String(body, from, next - from, StandardCharsets.ISO_8859_1)
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** The end of the line before a delimiter belongs to it. */
  private int end(int from, int delimiterAt) {
    int end = delimiterAt;
    if (end > from && body[end - 1] == '\n') {
      end--;
    }
    return end > from && body[end - 1] == '\r' ? end - 1 : end;
  }
}
