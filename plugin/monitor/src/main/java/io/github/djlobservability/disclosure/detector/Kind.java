package io.github.djlobservability.disclosure.detector;

import java.util.Locale;

/** A kind of personal data, or of secrets. */
public enum Kind {
  /** An address of e-mail. */
  EMAIL,
  /** A telephone number: with a plus in front, or as the United States write it. */
  PHONE,
  /** An international bank account number with right check digits (ISO 13616). */
  IBAN,
  /** A payment card's number: a known issuer, right by Luhn's check (ISO/IEC 7812). */
  CARD,
  /** An address of IP, version 4 or 6. */
  IP,
  /** A hardware address of a network card, or of a mobile telephone (IMEI). */
  DEVICE,
  /** A number by which a state knows a person, or a passport's line for machines. */
  NATIONAL_ID,
  /** A password, a key or a token. */
  SECRET,
  /** Whatever a pattern of the user's own finds. */
  CUSTOM;

  /** Returns the name in settings and in what stands for a finding. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
