package io.github.djlobservability.disclosure.detector;

import java.util.List;
import java.util.Locale;

/** Finds passwords, keys and tokens: by their own beginnings, and by names in front. Stateless. */
final class Secrets {
  private static final String PEM_BEGIN = "-----BEGIN ";
  private static final String PEM_END = "-----END ";
  private static final String DASHES = "-----";
  private static final int MIN_VALUE = 6;
  private static final int MAX_VALUE = 4096;
  private static final int MAX_NAME = 40;
  private static final int AWS_SECRET = 40;

  /** Describes tokens: their beginning, and how many characters are behind it at least. */
  private record Form(String beginning, int atLeast) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("AKIA", 16),
          new Form("ASIA", 16),
          new Form("AROA", 16),
          new Form("AIDA", 16),
          new Form("ghp_", 36),
          new Form("gho_", 36),
          new Form("ghu_", 36),
          new Form("ghs_", 36),
          new Form("ghr_", 36),
          new Form("github_pat_", 22),
          new Form("glpat-", 20),
          new Form("xoxb-", 10),
          new Form("xoxp-", 10),
          new Form("xoxa-", 10),
          new Form("xoxr-", 10),
          new Form("xoxs-", 10),
          new Form("AIza", 35),
          new Form("sk_live_", 16),
          new Form("sk_test_", 16),
          new Form("rk_live_", 16),
          new Form("sk-", 20),
          new Form("npm_", 36),
          new Form("hf_", 30),
          new Form("ya29.", 20));

  private static final List<String> NAMES =
      List.of(
          "password",
          "passwort",
          "kennwort",
          "contrasena",
          "motdepasse",
          "passwd",
          "pwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "privatekey",
          "secretkey",
          "authorization",
          "credential",
          "credentials");

  private Secrets() {}

  /** Looks at the word that begins here; returns where to go on, here if it is no secret. */
  static int word(String text, int from, FoundData to) {
    if (from > 0 && text.charAt(from - 1) == '-') {
      // The middle of a token that was looked at from its beginning.
      return from;
    }
    int end = jwt(text, from);
    for (int i = 0; end == from && i < FORMS.size(); i++) {
      end = form(text, from, FORMS.get(i));
    }
    if (end == from) {
      end = scheme(text, from);
    }
    if (end == from) {
      end = awsSecret(text, from);
    }
    if (end > from) {
      to.add(Kind.SECRET, from, end);
    }
    return end;
  }

  private static int form(String text, int from, Form form) {
    if (!text.startsWith(form.beginning(), from)) {
      return from;
    }
    int start = from + form.beginning().length();
    int end = Chars.tokenEnd(text, start);
    return end - start >= form.atLeast() ? end : from;
  }

  private static int jwt(String text, int from) {
    if (!text.startsWith("eyJ", from)) {
      return from;
    }
    int header = Chars.tokenEnd(text, from);
    if (header - from < 10 || !isAt(text, header, '.')) {
      return from;
    }
    int claims = Chars.tokenEnd(text, header + 1);
    if (claims - header < 5) {
      return from;
    }
    return isAt(text, claims, '.') ? Chars.tokenEnd(text, claims + 1) : claims;
  }

  private static int scheme(String text, int from) {
    int start;
    if (text.regionMatches(true, from, "bearer ", 0, 7)) {
      start = from + 7;
    } else if (text.regionMatches(true, from, "basic ", 0, 6)) {
      start = from + 6;
    } else {
      return from;
    }
    int end = start;
    int digits = 0;
    while (end < text.length() && isBase64(text.charAt(end))) {
      digits += Chars.isLower(text.charAt(end)) ? 0 : 1;
      end++;
    }
    return end - start >= 12 && digits > 0 ? end : from;
  }

  /** Forty characters of base64, of all sorts. */
  private static int awsSecret(String text, int from) {
    int end = from;
    int uppers = 0;
    int lowers = 0;
    int digits = 0;
    while (end < text.length() && end - from <= AWS_SECRET && isBase64(text.charAt(end))) {
      uppers += Chars.isUpper(text.charAt(end)) ? 1 : 0;
      lowers += Chars.isLower(text.charAt(end)) ? 1 : 0;
      digits += Chars.isDigit(text.charAt(end)) ? 1 : 0;
      end++;
    }
    boolean mixed = uppers >= 4 && lowers >= 4 && digits >= 1;
    return end - from == AWS_SECRET && mixed ? end : from;
  }

  private static boolean isBase64(char c) {
    return Chars.isAlphanumeric(c) || "+/=_-.".indexOf(c) >= 0;
  }

  private static boolean isAt(String text, int at, char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Looks at dashes; returns where to go on, here if no key begins. */
  static int pem(String text, int from, FoundData to) {
    if (!text.startsWith(PEM_BEGIN, from)) {
      return from;
    }
    int foot = text.indexOf(PEM_END, from);
    int close = foot < 0 ? -1 : text.indexOf(DASHES, foot + PEM_END.length());
    int end = close < 0 ? text.length() : close + DASHES.length();
    to.add(Kind.SECRET, from, end);
    return end;
  }

  /** Looks at user and password of an address behind its scheme; returns where to go on. */
  static int credentials(String text, int colon, FoundData to) {
    int start = colon + 3;
    int end = start;
    int between = -1;
    while (end < text.length() && end - start < 256 && " /\"'<>@".indexOf(text.charAt(end)) < 0) {
      if (text.charAt(end) == ':') {
        between = end;
      }
      end++;
    }
    if (between <= start || !isAt(text, end, '@')) {
      return start;
    }
    to.add(Kind.SECRET, start, end);
    return end + 1;
  }

  /** Looks at what is behind a name and an equals sign or a colon; returns where to go on. */
  static int assigned(String text, int sign, FoundData to) {
    if (!isNamed(text, sign)) {
      return sign + 1;
    }
    int start = sign + 1;
    while (start < text.length() && start - sign < 4 && text.charAt(start) == ' ') {
      start++;
    }
    char quote = start < text.length() ? text.charAt(start) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    if (quoted) {
      start++;
    }
    int end = start;
    while (end < text.length()
        && end - start < MAX_VALUE
        && (quoted ? text.charAt(end) != quote : !ends(text.charAt(end)))) {
      end++;
    }
    String value = text.substring(start, end);
    if (value.equalsIgnoreCase("bearer") || value.equalsIgnoreCase("basic")) {
      return sign + 1;
    }
    if (value.length() >= MIN_VALUE) {
      to.add(Kind.SECRET, start, end);
      return end;
    }
    return sign + 1;
  }

  private static boolean ends(char c) {
    return c <= ' ' || "\"',;&<>{}[]()".indexOf(c) >= 0;
  }

  private static boolean isNamed(String text, int sign) {
    int end = sign;
    while (end > 0 && sign - end < 2 && " \"'\\".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < MAX_NAME && isName(text.charAt(start - 1))) {
      start--;
    }
    if (end - start < 3) {
      return false;
    }
    String name = text.substring(start, end).toLowerCase(Locale.ROOT);
    String plain = name.replace("_", "").replace("-", "");
    for (String secret : NAMES) {
      if (plain.endsWith(secret)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(char c) {
    return Chars.isAlphanumeric(c) || c == '_' || c == '-';
  }
}
