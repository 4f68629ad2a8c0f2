package io.github.djlobservability.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.html.HtmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdviceListTest {
  @Test
  void showsWhatToDoAndOfHowManyItemsThatIs() {
    assertThat(html(List.of(new Advice("Mend `bmi`", "It is 2 -> 4.", "GET /x")), "Of all."))
        .startsWith("<ol><li><b>Mend <code>bmi</code></b>. It is 2 \u2192 4.")
        .contains("<code>GET /x</code>")
        .endsWith("Of all.</p>");
  }

  @Test
  void noAdviceIsNoHealth() {
    assertThat(html(List.of(), null)).contains("Nothing to do, as far as is known by now.");
    assertThat(html(List.of(), "No item has come yet.")).contains("No item has come yet.");
  }

  private static String html(List<Advice> advice, @Nullable String basis) {
    HtmlWriter html = new HtmlWriter();
    AdviceList.write(html, advice, basis);
    return html.html();
  }
}
