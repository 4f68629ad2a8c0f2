package io.github.djlobservability.disclosure.detector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds numbers that name people, accounts and devices among groups of digits. Looks at each group
 * once as a beginning, and then at no more than eight. Stateless.
 */
final class NumberShapes {
  private static final int MOST_GROUPS = 8;
  private static final int MAX_PRODUCT = 64;
  private static final int MIN_PHONE = 8;
  private static final int MAX_PHONE = 15;
  private static final List<String> IMEI =
      List.of("01", "35", "44", "45", "49", "50", "51", "52", "53", "54", "86", "91", "98", "99");

  private NumberShapes() {}

  /** Looks at the groups that begin at a digit; returns where to go on. */
  static int find(String text, int from, FoundData to) {
    DigitGroups groups = DigitGroups.at(text, from);
    int group = 0;
    while (group < groups.count()) {
      Match match = match(groups, group);
      if (match == null) {
        group++;
      } else {
        to.add(match.kind(), match.start(), match.end());
        group = match.next();
      }
    }
    int end = groups.end(groups.count() - 1);
    return Math.max(end, to.end());
  }

  private record Match(Kind kind, int start, int end, int next) {
    static Match of(Kind kind, DigitGroups groups, int first, int last) {
      return new Match(kind, groups.start(first), groups.end(last), last + 1);
    }
  }

  private static @Nullable Match match(DigitGroups groups, int first) {
    Match phone = phone(groups, first);
    if (phone != null) {
      return phone;
    }
    boolean begins = Chars.isEdge(groups.text(), groups.start(first));
    if (!begins || isFraction(groups, first)) {
      return null;
    }
    Match card = card(groups, first);
    if (card != null) {
      return card;
    }
    return grouped(groups, first);
  }

  /** A group behind the point of a fraction is none of its own. */
  private static boolean isFraction(DigitGroups groups, int first) {
    int before = groups.start(first) - 1;
    return before >= 1
        && groups.text().charAt(before) == '.'
        && Chars.isDigit(groups.text().charAt(before - 1))
        && (first == 0 || !groups.have(first - 1, ".", groups.length(first - 1), 3, 3, 4));
  }

  private static @Nullable Match phone(DigitGroups groups, int first) {
    String text = groups.text();
    int start = groups.start(first);
    if (start > 0
        && text.charAt(start - 1) == '+'
        && (start < 2 || !Chars.isWord(text.charAt(start - 2)))) {
      int digits = 0;
      for (int last = first; last < groups.count() && last < first + MOST_GROUPS; last++) {
        digits += groups.length(last);
      }
      int last = Math.min(groups.count(), first + MOST_GROUPS) - 1;
      return digits >= MIN_PHONE && digits <= MAX_PHONE && ends(groups, last)
          ? new Match(Kind.PHONE, start - 1, groups.end(last), last + 1)
          : null;
    }
    boolean zeros =
        groups.length(first) > 3
            && groups.length(first) < 7
            && text.startsWith("00", start)
            && groups.count() >= first + 3
            && Chars.isEdge(text, start);
    if (zeros) {
      int last = Math.min(groups.count(), first + MOST_GROUPS) - 1;
      int digits = groups.digits(first, last).length();
      return digits >= MIN_PHONE + 2 && digits <= MAX_PHONE && ends(groups, last)
          ? Match.of(Kind.PHONE, groups, first, last)
          : null;
    }
    boolean bracket = start > 0 && text.charAt(start - 1) == '(';
    boolean us =
        first + 2 < groups.count()
            && groups.length(first) == 3
            && groups.length(first + 1) == 3
            && groups.length(first + 2) == 4
            && text.charAt(start) >= '2'
            && ends(groups, first + 2)
            && (bracket
                ? groups.separator(first).startsWith(")")
                : groups.have(first, "-.", 3, 3, 4));
    return us && Chars.isEdge(text, start)
        ? new Match(Kind.PHONE, bracket ? start - 1 : start, groups.end(first + 2), first + 3)
        : null;
  }

  private static boolean ends(DigitGroups groups, int last) {
    return Chars.isEdge(groups.text(), groups.end(last));
  }

  private static @Nullable Match card(DigitGroups groups, int first) {
    int last = -1;
    if (groups.length(first) >= 13 && groups.length(first) <= 19) {
      last = first;
    } else if (groups.have(first, " -", 4, 4, 4, 4)) {
      last = groups.have(first, " -", 4, 4, 4, 4, 3) ? first + 4 : first + 3;
    } else if (groups.have(first, " -", 4, 6, 5) || groups.have(first, " -", 4, 6, 4)) {
      last = first + 2;
    }
    if (last < 0 || !ends(groups, last)) {
      return null;
    }
    String digits = groups.digits(first, last);
    if (!CheckDigits.luhn(digits)) {
      return null;
    }
    if (isCard(digits)) {
      return Match.of(Kind.CARD, groups, first, last);
    }
    return digits.length() == 15 && last == first && IMEI.contains(digits.substring(0, 2))
        ? Match.of(Kind.DEVICE, groups, first, last)
        : null;
  }

  private static boolean isCard(String digits) {
    int two = CheckDigits.number(digits, 0, 2);
    int four = CheckDigits.number(digits, 0, 4);
    return switch (digits.length()) {
      case 14 -> two == 30 || two == 36 || two == 38;
      case 15 -> two == 34 || two == 37;
      case 13, 19 -> digits.charAt(0) == '4' || two == 62 || two == 65;
      default ->
          digits.length() == 16
              && (digits.charAt(0) == '4'
                  || (two >= 51 && two <= 55)
                  || (four >= 2221 && four <= 2720)
                  || four == 6011
                  || two == 65
                  || two == 62
                  || (four >= 3528 && four <= 3589));
    };
  }

  private static @Nullable Match grouped(DigitGroups groups, int first) {
    if (groups.have(first, ".", octets(groups, first)) && isIp(groups, first)) {
      return Match.of(Kind.IP, groups, first, first + 3);
    }
    int last = nationalId(groups, first);
    if (last >= 0 && ends(groups, last)) {
      return Match.of(Kind.NATIONAL_ID, groups, first, last);
    }
    return withLetter(groups, first);
  }

  private static int[] octets(DigitGroups groups, int first) {
    int[] lengths = new int[4];
    for (int i = 0; i < 4; i++) {
      lengths[i] = first + i < groups.count() ? Math.min(3, groups.length(first + i)) : 1;
    }
    return lengths;
  }

  /** Tells a product's version, as in the names of clients' programs, from a part of a path. */
  private static boolean isVersion(String text, int start) {
    int at = start - 1;
    if (at < 1 || text.charAt(at) != '/' || !Chars.isWord(text.charAt(at - 1))) {
      return false;
    }
    while (at > 0 && start - at < MAX_PRODUCT && Chars.isWord(text.charAt(at - 1))) {
      at--;
    }
    return at == 0 || text.charAt(at - 1) != '/';
  }

  private static boolean isIp(DigitGroups groups, int first) {
    if (isVersion(groups.text(), groups.start(first))) {
      return false;
    }
    boolean more =
        (first > 0 && groups.separator(first - 1).equals("."))
            || (first + 4 < groups.count() && groups.separator(first + 3).equals("."));
    if (more || !ends(groups, first + 3)) {
      return false;
    }
    for (int i = first; i < first + 4; i++) {
      if (CheckDigits.number(groups.digits(i, i), 0, groups.length(i)) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Returns the last group of a state's number; -1 where there is none. */
  private static int nationalId(DigitGroups groups, int first) {
    if (groups.have(first, " -", 3, 2, 4) && isSsn(groups.digits(first, first + 2))) {
      return first + 2;
    }
    if (groups.have(first, " -", 3, 3, 3) && CheckDigits.luhn(groups.digits(first, first + 2))) {
      return first + 2;
    }
    if (groups.have(first, " ", 2, 3, 3, 3)
        && CheckDigits.germanTaxId(groups.digits(first, first + 3))) {
      return first + 3;
    }
    if (groups.have(first, " -", 4, 4, 4) && isAadhaar(groups.digits(first, first + 2))) {
      return first + 2;
    }
    if (groups.have(first, " ", 1, 2, 2, 2, 3, 3, 2)
        && CheckDigits.nir(groups.digits(first, first + 6))) {
      return first + 6;
    }
    if (groups.have(first, ".", 3, 3, 3) && isCpf(groups, first)) {
      return first + 3;
    }
    if (isPersonnummer(groups, first)) {
      return first + 1;
    }
    boolean alone = groups.count() == 1 || !groups.text().startsWith(".", groups.end(first));
    return alone && isSingle(groups, first) ? first : -1;
  }

  private static boolean isSingle(DigitGroups groups, int first) {
    String digits = groups.digits(first, first);
    return switch (digits.length()) {
      case 9 -> isAfter(groups.text(), groups.start(first), "BSN") && CheckDigits.bsn(digits);
      case 11 ->
          CheckDigits.germanTaxId(digits) || CheckDigits.pesel(digits) || CheckDigits.cpf(digits);
      case 12 -> isAadhaar(digits);
      case 15 -> CheckDigits.nir(digits);
      case 18 -> isYear(CheckDigits.number(digits, 6, 10)) && CheckDigits.china(digits);
      default -> false;
    };
  }

  private static boolean isYear(int year) {
    return year >= 1880 && year < 2100;
  }

  private static boolean isSsn(String digits) {
    int area = CheckDigits.number(digits, 0, 3);
    return area != 0
        && area != 666
        && area < 900
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }

  private static boolean isAadhaar(String digits) {
    return digits.charAt(0) >= '2' && CheckDigits.verhoeff(digits);
  }

  private static boolean isCpf(DigitGroups groups, int first) {
    return first + 3 < groups.count()
        && groups.length(first + 3) == 2
        && groups.separator(first + 2).equals("-")
        && CheckDigits.cpf(groups.digits(first, first + 3));
  }

  private static boolean isPersonnummer(DigitGroups groups, int first) {
    if (!groups.have(first, "-+", 6, 4) && !groups.have(first, "-", 8, 4)) {
      return false;
    }
    String digits = groups.digits(first, first + 1);
    return CheckDigits.personnummer(digits.substring(digits.length() - 10));
  }

  private static boolean isAfter(String text, int at, String word) {
    int end = at;
    while (end > 0 && " :=#".indexOf(text.charAt(end - 1)) >= 0 && at - end < 3) {
      end--;
    }
    return text.regionMatches(true, end - word.length(), word, 0, word.length());
  }

  /** Numbers with one letter behind: Spain's DNI, and China's with X as its check digit. */
  private static @Nullable Match withLetter(DigitGroups groups, int first) {
    int end = groups.end(first);
    String text = groups.text();
    if (end >= text.length() || !Chars.isLetter(text.charAt(end)) || !Chars.isEdge(text, end + 1)) {
      return null;
    }
    String digits = groups.digits(first, first);
    boolean found =
        switch (digits.length()) {
          case 8 -> CheckDigits.dni(digits, text.charAt(end));
          case 17 ->
              isYear(CheckDigits.number(digits, 6, 10))
                  && CheckDigits.china(digits + text.charAt(end));
          default -> false;
        };
    return found ? new Match(Kind.NATIONAL_ID, groups.start(first), end + 1, first + 1) : null;
  }
}
