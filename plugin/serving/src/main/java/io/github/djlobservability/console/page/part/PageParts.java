package io.github.djlobservability.console.page.part;

import io.github.djlobservability.html.HtmlWriter;
import java.util.function.Consumer;

/** Keeps a part of a page that can't be made from taking the others with it. */
public record PageParts(Consumer<Throwable> failures) {

  /** Writes a part, or in its place that it can't be made. */
  public void write(HtmlWriter html, Runnable part) {
    write(html, part, why -> html.element("p", why, "class", "notice bad"));
  }

  /**
   * Writes a part.
   *
   * @param instead writes a sentence in its place
   */
  public void write(HtmlWriter html, Runnable part, Consumer<String> instead) {
    RuntimeException failure = html.attempt(part);
    if (failure != null) {
      failures.accept(failure);
      instead.accept("This could not be made; the server's log says why.");
    }
  }
}
