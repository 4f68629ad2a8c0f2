package io.github.djlobservability.payload.text;

import io.github.djlobservability.disclosure.detector.Finding;
import io.github.djlobservability.disclosure.detector.Kind;
import io.github.djlobservability.disclosure.detector.PersonalForms;

/**
 * Measures how much of a text is personal data or a secret, and of which kind. Nothing of what it
 * finds is kept. It looks at the first {@value #MAX_CHARS} characters. Stateless.
 */
final class PersonalShares {
  static final int MAX_CHARS = 4096;

  private PersonalShares() {}

  /** Puts the shares among the figures of a text; NaN where nothing is written. */
  static void measure(String text, float[] figures) {
    String looked = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    float written = written(looked, 0, looked.length());
    for (int place = TextFigure.PERSONAL.place(); place < figures.length; place++) {
      figures[place] = written == 0 ? Float.NaN : 0;
    }
    for (Finding finding : PersonalForms.find(looked)) {
      float share = written(looked, finding.start(), finding.end()) / written;
      figures[TextFigure.PERSONAL.place()] += share;
      figures[figure(finding.kind()).place()] += share;
    }
  }

  private static int written(String text, int from, int to) {
    int written = 0;
    for (int i = from; i < to; i++) {
      written += Character.isWhitespace(text.charAt(i)) ? 0 : 1;
    }
    return written;
  }

  private static TextFigure figure(Kind kind) {
    return switch (kind) {
      case EMAIL -> TextFigure.EMAIL;
      case PHONE -> TextFigure.PHONE;
      case IBAN -> TextFigure.IBAN;
      case CARD -> TextFigure.CARD;
      case IP -> TextFigure.IP;
      case DEVICE -> TextFigure.DEVICE;
      case NATIONAL_ID -> TextFigure.NATIONAL_ID;
      // A pattern of the user's own is no form of ours, and finds nothing here.
      case SECRET, CUSTOM -> TextFigure.SECRET;
    };
  }
}
