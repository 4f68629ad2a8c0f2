package io.github.djlobservability.console.page.part;

import io.github.djlobservability.html.HtmlWriter;
import java.util.function.Consumer;

/** Writes the parts around every page: head, banner, foot. */
public final class PageShell {
  private static final String HOME = "/observability";
  private static final String DOCTYPE = "<!doctype html>\n";

  private final Assets assets;

  /** Makes pages that refer to some assets. */
  public PageShell(Assets assets) {
    this.assets = assets;
  }

  /**
   * Makes a page.
   *
   * @param live whether it is kept up to date by the script
   */
  public String page(String title, Viewer viewer, boolean live, Consumer<HtmlWriter> body) {
    HtmlWriter html = new HtmlWriter();
    html.start("html", "lang", "en");
    head(html, title);
    html.start("body", "data-live", live ? "" : null);
    html.element("a", "To the content", "class", "skip", "href", "#main");
    banner(html, viewer, live);
    html.start("main", "id", "main", "tabindex", "-1");
    body.accept(html);
    html.end().end().end();
    return DOCTYPE + html.html() + "\n";
  }

  private void head(HtmlWriter html, String title) {
    html.start("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.start("title").sentence(title).end();
    html.empty("link", "rel", "icon", "href", assets.address("icon.svg"));
    html.empty("link", "rel", "stylesheet", "href", assets.address("uplot.css"));
    html.empty("link", "rel", "stylesheet", "href", assets.address("page.css"));
    html.start("script", "src", assets.address("uplot.js"), "defer", "").end();
    html.start("script", "src", assets.address("page.js"), "defer", "").end();
    html.end();
  }

  private static void banner(HtmlWriter html, Viewer viewer, boolean live) {
    html.start("header", "class", "banner");
    html.element("a", "DJL Serving Observability", "href", HOME, "class", "home");
    if (live) {
      html.start("p", "class", "live", "id", "live", "role", "status").text("As of ");
      Moment.write(html, viewer.now(), viewer.now());
      html.end();
    }
    if (viewer.signedIn()) {
      html.start("form", "method", "post", "action", HOME + "/session", "class", "sign-out");
      html.empty("input", "type", "hidden", "name", "sign", "value", "out");
      html.element("button", "Sign out", "class", "quiet").end();
    }
    html.end();
  }
}
