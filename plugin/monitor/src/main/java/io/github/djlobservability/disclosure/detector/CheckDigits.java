package io.github.djlobservability.disclosure.detector;

/** The check digits of numbers that name people, accounts and things. Stateless. */
final class CheckDigits {
  private static final int[][] DIHEDRAL = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  private static final int[] PESEL = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  private static final int[] CHINA = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHINA_DIGITS = "10X98765432";
  private static final String SPAIN = "TRWAGMYFPDXBNJZSQVHLCKE";

  private CheckDigits() {}

  /** Luhn's check of cards, devices and several states' numbers. */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits, digits.length() - 1 - i);
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** Verhoeff's check of India's Aadhaar. */
  static boolean verhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int permuted = digit(digits, digits.length() - 1 - i);
      for (int turn = 0; turn < i % 8; turn++) {
        permuted = PERMUTATION[permuted];
      }
      check = DIHEDRAL[check][permuted];
    }
    return check == 0;
  }

  /** ISO 7064, modulo 97, of an IBAN without blanks. */
  static boolean iban(CharSequence iban) {
    int rest = 0;
    for (int i = 0; i < iban.length(); i++) {
      char c = iban.charAt((i + 4) % iban.length());
      int value = Character.digit(c, 36);
      rest = (value > 9 ? rest * 100 : rest * 10) + value;
      rest %= 97;
    }
    return rest == 1;
  }

  /**
   * Germany's tax number: ISO 7064, modulo 11 and 10; of the first ten digits one comes twice or
   * three times, and no two digits do.
   */
  static boolean germanTaxId(String digits) {
    int product = 10;
    int[] times = new int[10];
    for (int i = 0; i < 10; i++) {
      times[digit(digits, i)]++;
      int sum = (digit(digits, i) + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    int repeated = 0;
    for (int count : times) {
      repeated += count > 1 ? 1 : 0;
      if (count > 3) {
        return false;
      }
    }
    return repeated == 1 && digits.charAt(0) != '0' && (11 - product) % 10 == digit(digits, 10);
  }

  /** Poland's PESEL: a weighted sum; the first six digits are a date. */
  static boolean pesel(String digits) {
    return weighted(digits, PESEL) % 10 == 0
        && isDate(number(digits, 2, 4) % 20, number(digits, 4, 6));
  }

  /** France's number of social security, with its key. */
  static boolean nir(String digits) {
    int month = number(digits, 3, 5);
    return "123478".indexOf(digits.charAt(0)) >= 0
        && (month <= 12 ? month >= 1 : month >= 20 && month <= 42)
        && 97 - Long.parseLong(digits.substring(0, 13)) % 97 == number(digits, 13, 15);
  }

  /** The Netherlands' BSN: the test of eleven. */
  static boolean bsn(String digits) {
    int sum = -digit(digits, 8);
    for (int i = 0; i < 8; i++) {
      sum += (9 - i) * digit(digits, i);
    }
    return sum % 11 == 0;
  }

  /** Brazil's CPF: two check digits, and not all digits the same. */
  static boolean cpf(String digits) {
    return cpf(digits, 9) == digit(digits, 9)
        && cpf(digits, 10) == digit(digits, 10)
        && !digits.equals(digits.substring(0, 1).repeat(11));
  }

  private static int cpf(String digits, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (count + 1 - i) * digit(digits, i);
    }
    return sum * 10 % 11 % 10;
  }

  /** China's number of residents: 17 digits with a date, and a check digit that may be X. */
  static boolean china(String text) {
    return isDate(number(text, 10, 12), number(text, 12, 14))
        && CHINA_DIGITS.charAt(weighted(text, CHINA) % 11)
            == Character.toUpperCase(text.charAt(17));
  }

  /** Spain's DNI: eight digits and their letter. */
  static boolean dni(String digits, char letter) {
    return SPAIN.charAt(number(digits, 0, 8) % 23) == Character.toUpperCase(letter);
  }

  /** Sweden's number of persons: a date and four digits, right by Luhn. */
  static boolean personnummer(String tenDigits) {
    int day = number(tenDigits, 4, 6);
    return isDate(number(tenDigits, 2, 4), day > 60 ? day - 60 : day) && luhn(tenDigits);
  }

  static boolean isDate(int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  static int number(String digits, int from, int to) {
    return Integer.parseInt(digits, from, to, 10);
  }

  private static int weighted(String digits, int[] weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digit(digits, i);
    }
    return sum;
  }

  private static int digit(String digits, int index) {
    return digits.charAt(index) - '0';
  }
}
