package io.github.djlobservability.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlWriterTest {

  @Test
  void textsAndAttributesStayTexts() {
    HtmlWriter html = new HtmlWriter();
    html.start("p", "title", "\"><script>", "hidden", null).text("<b>&'").end();
    assertThat(html.html())
        .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;</p>");
  }

  @Test
  void namesKeepTheirDirectionAndTheirLength() {
    HtmlWriter html = new HtmlWriter();
    html.name("שם").name("a\u202Eb\u2066c\u0000d").name("x".repeat(10_000));
    assertThat(html.html())
        .startsWith("<bdi>שם</bdi><bdi>a\uFFFDb\uFFFDc\uFFFDd</bdi>")
        .endsWith("x…</bdi>")
        .hasSizeLessThan(900);
  }

  @Test
  void emptyElementsHaveNoEnd() {
    HtmlWriter html = new HtmlWriter();
    html.start("p").empty("input", "name", "a").element("b", "c").end();
    assertThat(html.html()).isEqualTo("<p><input name=\"a\"><b>c</b></p>");
  }

  @Test
  void whatIsOpenIsNoPage() {
    assertThatThrownBy(() -> new HtmlWriter().start("p").html())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("p");
  }

  @Test
  void coordinatesHaveATenth() {
    assertThat(Svg.at(1.25)).isEqualTo("1.3");
    assertThat(Svg.at(-0.31)).isEqualTo("-0.3");
    assertThat(Svg.at(-2.04)).isEqualTo("-2");
    assertThat(Svg.at(0)).isEqualTo("0");
  }
}
