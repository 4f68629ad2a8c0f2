package io.github.djlobservability.console.page.part;

import io.github.djlobservability.html.HtmlWriter;

/** The form on which a browser signs in with a token. */
public final class SignInForm {
  private SignInForm() {}

  /**
   * Writes it.
   *
   * @param back the address that was asked for, below {@code /observability}
   */
  public static void write(HtmlWriter html, String back) {
    html.start("form", "method", "post", "action", "/observability/session", "class", "sign-in");
    html.empty("input", "type", "hidden", "name", "back", "value", back);
    html.element("label", "Token", "for", "token");
    html.empty(
        "input",
        "type",
        "password",
        "id",
        "token",
        "name",
        "token",
        "required",
        "",
        "autocomplete",
        "current-password",
        "aria-describedby",
        "token-help");
    html.element("button", "Sign in").end();
    html.element(
        "p",
        "The token is the one in observability.access.token.read or .manage of the server.",
        "class",
        "soft",
        "id",
        "token-help");
  }
}
