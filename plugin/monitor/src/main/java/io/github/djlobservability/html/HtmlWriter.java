package io.github.djlobservability.html;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML element by element. Texts and values of attributes are escaped here and nowhere else,
 * so that none can become markup; names of elements and attributes are those of the code.
 *
 * <p>Not thread-safe. Memory: the text.
 */
public final class HtmlWriter {
  private final StringBuilder html = new StringBuilder(4096);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; one whose value is null is left out
   */
  public HtmlWriter start(String element, @Nullable String... attributes) {
    begin(element, attributes);
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  public HtmlWriter end() {
    html.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes an element that has no end, such as {@code input}. */
  public HtmlWriter empty(String element, @Nullable String... attributes) {
    begin(element, attributes);
    return this;
  }

  /** Writes an element that holds a text. */
  public HtmlWriter element(String element, String text, @Nullable String... attributes) {
    return start(element, attributes).text(text).end();
  }

  /** Writes a text. */
  public HtmlWriter text(String text) {
    Html.escapeTo(html, text);
    return this;
  }

  /**
   * Writes a sentence, with arrows for what has become what, and what stands in backticks as code;
   * of an endless one the beginning.
   */
  public HtmlWriter sentence(String text) {
    String[] parts = Html.arrows(Html.hint(text)).split("`", -1);
    boolean paired = parts.length % 2 == 1;
    for (int i = 0; i < parts.length; i++) {
      if (paired && i % 2 == 1) {
        element("code", parts[i]);
      } else {
        text(i > 0 && !paired ? "`" + parts[i] : parts[i]);
      }
    }
    return this;
  }

  /**
   * Writes a name that a stranger may have chosen: its direction stays its own, and of a long one
   * only the beginning is shown.
   */
  public HtmlWriter name(String name) {
    return Html.isLong(name)
        ? element("bdi", Html.beginning(name), "title", Html.hint(name))
        : element("bdi", name);
  }

  /** Writes a drawing. */
  public HtmlWriter drawing(Svg svg) {
    html.append(svg.end());
    return this;
  }

  /**
   * Writes a part that the rest can do without: of one that fails nothing is written.
   *
   * @return why it failed; null if it did not
   */
  public @Nullable RuntimeException attempt(Runnable part) {
    int length = html.length();
    int depth = open.size();
    try {
      part.run();
      return null;
    } catch (RuntimeException e) {
      html.setLength(length);
      while (open.size() > depth) {
        open.pop();
      }
      return e;
    }
  }

  private void begin(String element, @Nullable String... attributes) {
    html.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        html.append(' ').append(attributes[i]).append("=\"");
        Html.escapeTo(html, value);
        html.append('"');
      }
    }
    html.append('>');
  }

  /**
   * Returns what was written.
   *
   * @throws IllegalStateException if an element is still open
   */
  public String html() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return html.toString();
  }
}
