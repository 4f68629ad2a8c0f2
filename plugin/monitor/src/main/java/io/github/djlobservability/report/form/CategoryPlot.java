package io.github.djlobservability.report.form;

import io.github.djlobservability.html.Svg;
import io.github.djlobservability.report.Words;

/** Draws the shares of categories as two bars each, one above the other. */
final class CategoryPlot {

  private static final int WIDTH = 360;
  private static final int ROW = 24;
  private static final int LABELS = 124;
  private static final int SHARES = 96;
  private static final int THICKNESS = 8;
  private static final int MAX_LETTERS = 20;

  private final CategoryShares categories;

  CategoryPlot(CategoryShares categories) {
    this.categories = categories;
  }

  /** Returns the drawing. */
  String svg(String label) {
    int count = categories.bars().size();
    Svg svg = new Svg(WIDTH, ROW * count, label);
    double unit = (WIDTH - LABELS - SHARES) / categories.highest();
    for (int i = 0; i < count; i++) {
      CategoryShares.Bar bar = categories.bars().get(i);
      double top = ROW * i + (ROW - 2 * THICKNESS) / 2.0;
      String shares = Words.percent(bar.reference()) + " → " + Words.percent(bar.current());
      svg.text("end", LABELS - 6, ROW * (i + 0.5) + 4, cut(bar.category()));
      svg.rectangle("reference", LABELS, top, unit * bar.reference(), THICKNESS);
      svg.rectangle("current", LABELS, top + THICKNESS, unit * bar.current(), THICKNESS);
      svg.text("end", WIDTH, ROW * (i + 0.5) + 4, shares);
      svg.hint(0, ROW * i, WIDTH, ROW, bar.category() + ": " + shares);
    }
    svg.line("axis", LABELS, 0, LABELS, ROW * count);
    return svg.end();
  }

  /** Returns the beginning of a long name, in whole characters. */
  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= MAX_LETTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_LETTERS - 1)) + "…";
  }
}
