package io.github.djlobservability.payload.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are expected in bodies, as names and categories of a reference are: where one is read,
 * its bytes are compared and no new text is made. Immutable and thread-safe.
 *
 * <p>Memory: 100 bytes a text, of which at most {@value #MOST} are known.
 */
public final class KnownTexts {

  /** Knows none. */
  public static final KnownTexts NONE = new KnownTexts(List.of());

  private static final int MOST = 4_096;

  /** Longer texts are made anew. */
  private static final int LONGEST = 64;

  /** Each at the place of its hash code or behind it; at most half of the places are taken. */
  private final @Nullable String[] texts;

  private final byte[][] bytes;

  private KnownTexts(Collection<String> known) {
    int places = Integer.highestOneBit(Math.max(1, Math.min(known.size(), MOST))) * 4;
    texts = new @Nullable String[places];
    bytes = new byte[places][];
    known.stream().filter(KnownTexts::isPlain).distinct().limit(MOST).forEach(this::add);
  }

  /** Knows these; of very many the first. */
  public static KnownTexts of(Collection<String> known) {
    return known.isEmpty() ? NONE : new KnownTexts(known);
  }

  private static boolean isPlain(String text) {
    return text.length() <= LONGEST && text.chars().allMatch(c -> c < 0x80);
  }

  private void add(String text) {
    int place = text.hashCode() & (texts.length - 1);
    while (texts[place] != null) {
      place = (place + 1) & (texts.length - 1);
    }
    texts[place] = text;
    bytes[place] = text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Returns the text of some bytes.
   *
   * @param body has ASCII in this range
   * @param hash of the text, as {@link String#hashCode()} says
   */
  String text(byte[] body, int from, int to, int hash) {
    int place = hash & (texts.length - 1);
    for (String text = texts[place]; text != null; text = texts[place]) {
      byte[] known = bytes[place];
      if (text.hashCode() == hash && Arrays.equals(known, 0, known.length, body, from, to)) {
        return text;
      }
      place = (place + 1) & (texts.length - 1);
    }
    return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
