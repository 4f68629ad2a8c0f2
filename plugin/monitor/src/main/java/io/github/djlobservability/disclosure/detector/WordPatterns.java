package io.github.djlobservability.disclosure.detector;

import java.util.Map;

/** Finds what a word of letters and digits shows by its form alone. Stateless. */
final class WordPatterns {
  private static final Map<String, Integer> IBAN_LENGTHS =
      Map.ofEntries(
          Map.entry("AD", 24),
          Map.entry("AE", 23),
          Map.entry("AL", 28),
          Map.entry("AT", 20),
          Map.entry("AZ", 28),
          Map.entry("BA", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("BH", 22),
          Map.entry("BR", 29),
          Map.entry("BY", 28),
          Map.entry("CH", 21),
          Map.entry("CR", 22),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("DO", 28),
          Map.entry("EE", 20),
          Map.entry("EG", 29),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FO", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GE", 22),
          Map.entry("GI", 23),
          Map.entry("GL", 18),
          Map.entry("GR", 27),
          Map.entry("GT", 28),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IL", 23),
          Map.entry("IQ", 23),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("JO", 30),
          Map.entry("KW", 30),
          Map.entry("KZ", 20),
          Map.entry("LB", 28),
          Map.entry("LC", 32),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("LY", 25),
          Map.entry("MC", 27),
          Map.entry("MD", 24),
          Map.entry("ME", 22),
          Map.entry("MK", 19),
          Map.entry("MR", 27),
          Map.entry("MT", 31),
          Map.entry("MU", 30),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PK", 24),
          Map.entry("PL", 28),
          Map.entry("PS", 29),
          Map.entry("PT", 25),
          Map.entry("QA", 29),
          Map.entry("RO", 24),
          Map.entry("RS", 22),
          Map.entry("SA", 24),
          Map.entry("SC", 31),
          Map.entry("SD", 18),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("ST", 25),
          Map.entry("SV", 28),
          Map.entry("TL", 23),
          Map.entry("TN", 24),
          Map.entry("TR", 26),
          Map.entry("UA", 29),
          Map.entry("VA", 22),
          Map.entry("VG", 24),
          Map.entry("XK", 20));

  private static final int MIN_MRZ = 30;
  private static final int MAX_MRZ = 44;

  private WordPatterns() {}

  /** Looks at the word that begins here; returns where to go on, here if it shows nothing. */
  static int find(String text, int from, FoundData to) {
    int left = text.length() - from;
    if (left < 9 || !Chars.isAlphanumeric(text.charAt(from))) {
      return from;
    }
    int end = iban(text, from);
    if (end > from) {
      to.add(Kind.IBAN, from, end);
      return end;
    }
    end = nationalId(text, from);
    if (end > from) {
      to.add(Kind.NATIONAL_ID, from, end);
      return end;
    }
    return from;
  }

  private static int iban(String text, int from) {
    if (!matches(text, from, "AA99")) {
      return from;
    }
    Integer length = IBAN_LENGTHS.get(text.substring(from, from + 2));
    if (length == null) {
      return from;
    }
    StringBuilder iban = new StringBuilder(length);
    int at = from;
    while (at < text.length() && iban.length() < length) {
      char c = text.charAt(at);
      if (Chars.isUpper(c) || Chars.isDigit(c)) {
        iban.append(c);
      } else if (c != ' ' || iban.length() % 4 != 0) {
        return from;
      }
      at++;
    }
    return iban.length() == length && Chars.isEdge(text, at) && CheckDigits.iban(iban) ? at : from;
  }

  private static int nationalId(String text, int from) {
    for (String form :
        new String[] {
          "AA999999A", "AA 99 99 99 A", "AAAAAA99A99A999A", "AAAAA9999A",
        }) {
      int end = from + form.length();
      if (matches(text, from, form) && Chars.isEdge(text, end) && isOne(text, from, form)) {
        return end;
      }
    }
    return mrz(text, from);
  }

  private static boolean isOne(String text, int from, String form) {
    return switch (form.length()) {
      // The last letter of Britain's number says the quarter, or is left open.
      case 9, 13 -> "ABCD".indexOf(text.charAt(from + form.length() - 1)) >= 0;
      // The fifth of Italy's letters names a month.
      case 16 -> "ABCDEHLMPRST".indexOf(text.charAt(from + 8)) >= 0;
      // The fourth of India's letters says whose number it is.
      default -> "ABCFGHLJPT".indexOf(text.charAt(from + 3)) >= 0;
    };
  }

  /** The second line of a passport, or one of a card, for machines. */
  private static int mrz(String text, int from) {
    int end = from;
    int fillers = 0;
    int digits = 0;
    while (end < text.length() && end - from <= MAX_MRZ && isMrz(text.charAt(end))) {
      fillers += text.charAt(end) == '<' ? 1 : 0;
      digits += Chars.isDigit(text.charAt(end)) ? 1 : 0;
      end++;
    }
    int length = end - from;
    boolean fits = length == MIN_MRZ || length == 36 || (length >= 40 && length <= MAX_MRZ);
    return fits && fillers >= 2 && digits >= 5 && Chars.isEdge(text, end) ? end : from;
  }

  private static boolean isMrz(char c) {
    return Chars.isUpper(c) || Chars.isDigit(c) || c == '<';
  }

  /**
   * Whether a text goes on in a form: A for a capital letter, 9 for a digit, else the very same.
   */
  private static boolean matches(String text, int from, String form) {
    if (from + form.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(from + i);
      boolean fits =
          switch (form.charAt(i)) {
            case 'A' -> Chars.isUpper(c);
            case '9' -> Chars.isDigit(c);
            default -> c == form.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
