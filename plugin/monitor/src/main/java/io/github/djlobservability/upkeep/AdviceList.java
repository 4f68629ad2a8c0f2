package io.github.djlobservability.upkeep;

import io.github.djlobservability.html.HtmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what to do about a model. */
public final class AdviceList {
  private AdviceList() {}

  /**
   * Writes it.
   *
   * @param basis of how many items it is, in a sentence; null where nothing is compared
   */
  public static void write(HtmlWriter html, List<Advice> advice, @Nullable String basis) {
    if (advice.isEmpty()) {
      html.element("p", "Nothing to do, as far as is known by now.", "class", "soft");
    } else {
      html.start("ol");
      for (Advice one : advice) {
        html.start("li").start("b").sentence(one.what()).end().text(". ").sentence(one.why());
        if (one.how() != null) {
          html.text(" ").element("code", one.how());
        }
        html.end();
      }
      html.end();
    }
    if (basis != null) {
      html.element("p", basis, "class", "soft");
    }
  }
}
