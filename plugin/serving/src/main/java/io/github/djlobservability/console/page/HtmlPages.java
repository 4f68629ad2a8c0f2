package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Assets;
import io.github.djlobservability.console.page.part.PageParts;
import io.github.djlobservability.console.page.part.PageShell;
import io.github.djlobservability.console.page.part.Viewer;
import java.util.List;
import java.util.function.Consumer;

/** Makes the pages in HTML. Thread-safe. */
public final class HtmlPages {
  private static final String PRODUCT = "DJL Serving Observability";

  private final PageShell shell;
  private final PageParts parts;

  /**
   * With these scripts and styles.
   *
   * @param failures takes why a part of a page can't be made
   */
  public HtmlPages(Assets assets, Consumer<Throwable> failures) {
    shell = new PageShell(assets);
    parts = new PageParts(failures);
  }

  /**
   * The page of the server and its models.
   *
   * @param models in the order of the overview
   */
  public String overview(Overview overview, List<ModelSnapshot> models, Viewer viewer) {
    return shell.page(
        PRODUCT, viewer, true, new OverviewPage(overview, models, viewer, parts)::write);
  }

  /**
   * The page of a model.
   *
   * @param shown the same in few words
   */
  public String model(ModelSnapshot model, Overview.Model shown, Viewer viewer) {
    return shell.page(
        model.id() + " - " + PRODUCT,
        viewer,
        true,
        new ModelPage(model, shown, viewer, parts)::write);
  }

  /** The page of a feature. */
  public String feature(ModelSnapshot model, FeatureView feature, Viewer viewer) {
    return shell.page(
        feature.evaluation().feature() + " - " + model.id(),
        viewer,
        true,
        new FeaturePage(model, feature, viewer, parts)::write);
  }

  /**
   * A page that says one thing.
   *
   * @param signIn whether a token would help
   * @param back the address that was asked for
   */
  public String message(String title, String message, boolean signIn, String back, Viewer viewer) {
    return shell.page(
        title + " - " + PRODUCT,
        viewer,
        false,
        html -> MessagePage.write(html, title, message, signIn, back));
  }
}
