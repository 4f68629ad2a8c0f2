package io.github.djlobservability.payload.document;

import com.fasterxml.jackson.core.io.NumberInput;
import io.github.djlobservability.payload.tensor.WholeNumbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that programs usually write straight from its bytes, in a fraction of the time:
 * one object or array, all ASCII, without escapes. It makes the tree that {@link JsonTree} makes.
 * Whatever is otherwise is left to that, and so is JSON that is broken or past a bound: {@link
 * JsonTree} alone says what is wrong.
 *
 * <p>Not thread-safe.
 */
final class PlainJson {

  /** Longer bodies are left to the other, which bounds each text by as much. */
  private static final int MAX_BYTES = JsonTree.MAX_TEXT;

  /** Longer numbers are left to the other. */
  private static final int MAX_NUMBER = 30;

  /** Digits that are exact in a long; a point counts as one. */
  private static final int MAX_DIGITS = 18;

  /** All that doubles hold exactly: of two exact numbers the quotient is the nearest double. */
  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Room for the members that most objects have. */
  private static final int MEMBERS = 32;

  /** Stands for a value that is left to the other. */
  private static final Object OTHER = new Object();

  private final byte[] body;
  private final KnownTexts known;
  private int at;

  /** The number that was read last, unless a double doesn't hold it. */
  private double number;

  private @Nullable Number large;

  private PlainJson(byte[] body, KnownTexts known) {
    this.body = body;
    this.known = known;
  }

  /** Returns the roots of a body, of which there is one; null if it isn't of this kind. */
  static @Nullable List<@Nullable Object> read(byte[] body, KnownTexts known) {
    PlainJson json = new PlainJson(body, known);
    json.skipBlanks();
    boolean bracket = json.peek() == '{' || json.peek() == '[';
    Object root = bracket && body.length <= MAX_BYTES ? json.value(0) : OTHER;
    json.skipBlanks();
    if (root == OTHER || json.at < body.length) {
      return null;
    }
    List<@Nullable Object> roots = new ArrayList<>(1);
    roots.add(root);
    return roots;
  }

  /** Returns the next byte; -1 behind the last. */
  private int peek() {
    return at < body.length ? body[at] : -1;
  }

  private void skipBlanks() {
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /**
   * Reads the value that begins here.
   *
   * @param depth how many others it is within
   */
  private @Nullable Object value(int depth) {
    return switch (peek()) {
      case '{' -> depth < JsonTree.MAX_DEPTH ? object(depth + 1) : OTHER;
      case '[' -> depth < JsonTree.MAX_DEPTH ? array(depth + 1) : OTHER;
      case '"' -> {
        String text = text();
        yield text == null ? OTHER : text;
      }
      case 't' -> word("true") ? (Object) true : OTHER;
      case 'f' -> word("false") ? (Object) false : OTHER;
      case 'n' -> word("null") ? null : OTHER;
      default -> !number() ? OTHER : large == null ? (Object) number : large;
    };
  }

  private Object object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>(MEMBERS);
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      String name = text();
      skipBlanks();
      if (name == null || name.length() > JsonTree.MAX_NAME || peek() != ':') {
        return OTHER;
      }
      at++;
      skipBlanks();
      Object value = value(depth);
      if (value == OTHER) {
        return OTHER;
      }
      members.put(name, value);
      skipBlanks();
      int next = peek();
      at++;
      if (next != ',') {
        return next == '}' ? members : OTHER;
      }
      skipBlanks();
    }
  }

  private Object array(int depth) {
    ValuesBuilder values = new ValuesBuilder();
    at++;
    skipBlanks();
    if (peek() == ']') {
      at++;
      return values.build();
    }
    while (true) {
      if (!element(values, depth)) {
        return OTHER;
      }
      skipBlanks();
      int next = peek();
      at++;
      if (next != ',') {
        return next == ']' ? values.build() : OTHER;
      }
      skipBlanks();
    }
  }

  private boolean element(ValuesBuilder into, int depth) {
    if (peek() != '-' && !isDigit(at)) {
      Object value = value(depth);
      if (value == OTHER) {
        return false;
      }
      into.add(value);
      return true;
    }
    if (!number()) {
      return false;
    }
    if (large == null) {
      into.add(number);
    } else {
      into.add(large);
    }
    return true;
  }

  /** Reads a text in quotes; null if it is left to the other. */
  private @Nullable String text() {
    if (peek() != '"') {
      return null;
    }
    int from = at + 1;
    int hash = 0;
    for (int i = from; i < body.length; i++) {
      byte b = body[i];
      if (b == '"') {
        at = i + 1;
        return known.text(body, from, i, hash);
      }
      if (b < ' ' || b == '\\') {
        return null;
      }
      hash = 31 * hash + b;
    }
    return null;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= body.length || body[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return endsValue();
  }

  private boolean endsValue() {
    return at < body.length
        && (body[at] == ',' || body[at] == '}' || body[at] == ']' || isBlank(body[at]));
  }

  private boolean isDigit(int place) {
    return place < body.length && body[place] >= '0' && body[place] <= '9';
  }

  /** Returns where the digits end that begin here. */
  private int digits(int from) {
    int end = from;
    while (isDigit(end)) {
      end++;
    }
    return end;
  }

  /** Reads a number as JSON writes it; false if it is left to the other. */
  private boolean number() {
    int start = at;
    int first = peek() == '-' ? at + 1 : at;
    int point = digits(first);
    if (point == first || (point > first + 1 && body[first] == '0')) {
      return false;
    }
    at = point;
    boolean fraction = peek() == '.';
    if (fraction) {
      at = digits(point + 1);
    }
    boolean exponent = peek() == 'e' || peek() == 'E';
    int end = at;
    if ((fraction && end == point + 1) || (exponent && !exponent()) || !endsValue()) {
      return false;
    }
    large = null;
    if (!exponent && end - first <= MAX_DIGITS && isExact(start, first, point, end)) {
      return true;
    }
    return (fraction || exponent) && at - start <= MAX_NUMBER && parse(start);
  }

  private boolean exponent() {
    at++;
    if (peek() == '+' || peek() == '-') {
      at++;
    }
    int from = at;
    at = digits(from);
    return at > from;
  }

  /** Takes the digits of a number for the number, if no double lies nearer. */
  private boolean isExact(int start, int first, int point, int end) {
    long digits = 0;
    for (int i = first; i < end; i++) {
      if (i != point) {
        digits = 10 * digits + body[i] - '0';
      }
    }
    boolean negative = first > start;
    long signed = negative ? -digits : digits;
    boolean exact = WholeNumbers.isExact(signed);
    if (point == end) {
      number = signed;
      large = exact ? null : WholeNumbers.of(signed);
      return true;
    }
    double size = digits / POWERS_OF_TEN[end - point - 1];
    number = negative ? -size : size;
    return exact;
  }

  private boolean parse(int start) {
    String text = new String(body, start, at - start, StandardCharsets.ISO_8859_1);
    number = NumberInput.parseDouble(text, true);
    return true;
  }
}
