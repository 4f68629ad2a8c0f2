package io.github.djlobservability.console.page;

import io.github.djlobservability.console.page.part.SignInForm;
import io.github.djlobservability.html.HtmlWriter;

/** Pages that say one thing: what went wrong, or that a token is needed. */
final class MessagePage {
  private MessagePage() {}

  /**
   * Writes it.
   *
   * @param signIn whether a token would help
   * @param back the address that was asked for
   */
  static void write(HtmlWriter html, String title, String message, boolean signIn, String back) {
    html.start("h1").sentence(title).end();
    html.start("p", "class", "message").sentence(message).end();
    if (signIn) {
      SignInForm.write(html, back);
    } else {
      html.start("p").element("a", "All models", "href", "/observability").end();
    }
  }
}
