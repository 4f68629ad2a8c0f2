package io.github.djlobservability.console.page;

import io.github.djlobservability.html.HtmlWriter;
import java.util.function.Consumer;

/** Keeps a part of a page that can't be made from taking the others with it. */
record PageParts(Consumer<Throwable> failures) {

  /** Writes a part, or in its place that it can't be made. */
  void write(HtmlWriter html, Runnable part) {
    write(html, part, why -> html.element("p", why, "class", "notice bad"));
  }

  /**
   * Writes a part.
   *
   * @param instead writes a sentence in its place
   */
  void write(HtmlWriter html, Runnable part, Consumer<String> instead) {
    RuntimeException failure = html.attempt(part);
    if (failure != null) {
      failures.accept(failure);
      instead.accept("This could not be made; the server's log says why.");
    }
  }
}
