package io.github.djlobservability.console.page;

import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.GenerationStatistics;

/** Shows the tokens that a model generated. */
final class TokenSection {
  private TokenSection() {}

  static void write(HtmlWriter html, GenerationStatistics.Summary generations) {
    html.start("dl", "class", "facts");
    ServerStrip.fact(html, "Generations", Figures.count(generations.count()));
    ServerStrip.fact(html, "Failed or left", Figures.count(generations.errors()));
    ServerStrip.fact(html, "Tokens in", Figures.count(generations.inputTokens()));
    ServerStrip.fact(html, "Tokens out", Figures.count(generations.outputTokens()));
    ServerStrip.fact(html, "First token after", times(generations.timeToFirstTokenSeconds()));
    ServerStrip.fact(html, "Each further one", times(generations.timePerOutputTokenSeconds()));
    html.end();
  }

  /** Returns a dash where nothing was streamed lately. */
  private static String times(DurationSummary took) {
    return took.count() == 0
        ? "–"
        : Figures.seconds(took.p50()) + ", 99 % within " + Figures.seconds(took.p99());
  }
}
