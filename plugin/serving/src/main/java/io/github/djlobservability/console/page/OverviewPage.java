package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Health;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.PageParts;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.console.page.part.SignInForm;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.html.HtmlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The page of the server and all its models. */
final class OverviewPage {
  private final Overview overview;
  private final List<Row> rows = new ArrayList<>();
  private final Viewer viewer;
  private final PageParts parts;

  private record Row(ModelSnapshot model, Overview.Model shown, Health health) {}

  /**
   * @param models in the order of the overview
   */
  OverviewPage(Overview overview, List<ModelSnapshot> models, Viewer viewer, PageParts parts) {
    this.overview = overview;
    this.viewer = viewer;
    this.parts = parts;
    for (int i = 0; i < models.size(); i++) {
      rows.add(new Row(models.get(i), overview.models().get(i), Health.of(models.get(i))));
    }
    rows.sort(Comparator.comparing(Row::health));
  }

  void write(HtmlWriter html) {
    html.element("h1", headline(), "id", "headline");
    parts.write(html, () -> new ServerStrip(overview, viewer).write(html));
    if (!viewer.reads()) {
      html.start("section", "class", "notice calm", "aria-label", "Sign in");
      html.element("h2", "Values are hidden");
      html.element("p", "Sign in to see what changes, and the page of each model.");
      SignInForm.write(html, "/observability");
      html.end();
    }
    models(html);
    parts.write(html, () -> OwnSection.write(html, overview));
  }

  private void models(HtmlWriter html) {
    html.start("section", "aria-labelledby", "models-title");
    html.start("div", "class", "title-line");
    html.element("h2", "Models, worst first", "id", "models-title");
    html.start("label", "class", "filter scripted").text("Filter ");
    html.empty("input", "type", "search", "id", "filter", "data-filters", "models").end();
    html.end();
    if (rows.isEmpty()) {
      html.element("p", "The server serves no model yet.", "class", "soft").end();
      return;
    }
    ModelTable table = new ModelTable(viewer);
    table.begin(html);
    for (Row row : rows) {
      parts.write(
          html,
          () -> table.row(html, row.model(), row.shown(), row.health()),
          why -> table.broken(html, row.model().id(), why));
    }
    table.end(html);
    html.element(
        "p", "No model has that in its name or its changes.", "id", "nothing", "hidden", "");
    html.end();
  }

  /** One sentence that says how the server stands. */
  private String headline() {
    long bad = rows.stream().filter(row -> row.health().tone() == Health.Tone.BAD).count();
    long unsure = rows.stream().filter(row -> row.health().tone() == Health.Tone.UNSURE).count();
    if (rows.isEmpty()) {
      return "No model is served";
    }
    String all = rows.size() == 1 ? "1 model" : Figures.count(rows.size()) + " models";
    if (bad > 0) {
      return Figures.count(bad) + " of " + all + (bad == 1 ? " needs" : " need") + " a look";
    }
    if (unsure > 0) {
      return Figures.count(unsure) + " of " + all + " may be changing";
    }
    long good = rows.stream().filter(row -> row.health().tone() == Health.Tone.GOOD).count();
    return good == 0
        ? all + ", none of them compared with a reference so far"
        : Figures.count(good)
            + " of "
            + all
            + (good == 1 ? " is" : " are")
            + " stable, none drifts";
  }
}
