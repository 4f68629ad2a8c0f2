package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import java.util.List;

/** Makes the pages in HTML. Thread-safe. */
public final class HtmlPages {
  private static final String PRODUCT = "DJL Serving Observability";

  private final PageShell shell;

  /** With these scripts and styles. */
  public HtmlPages(Assets assets) {
    shell = new PageShell(assets);
  }

  /**
   * The page of the server and its models.
   *
   * @param models in the order of the overview
   */
  public String overview(Overview overview, List<ModelSnapshot> models, Viewer viewer) {
    return shell.page(PRODUCT, viewer, true, new OverviewPage(overview, models, viewer)::write);
  }

  /**
   * The page of a model.
   *
   * @param shown the same in few words
   */
  public String model(ModelSnapshot model, Overview.Model shown, Viewer viewer) {
    return shell.page(
        model.id() + " - " + PRODUCT, viewer, true, new ModelPage(model, shown, viewer)::write);
  }

  /** The page of a feature. */
  public String feature(ModelSnapshot model, FeatureView feature, Viewer viewer) {
    return shell.page(
        feature.evaluation().feature() + " - " + model.id(),
        viewer,
        true,
        new FeaturePage(model, feature, viewer)::write);
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
