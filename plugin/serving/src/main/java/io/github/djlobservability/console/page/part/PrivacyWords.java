package io.github.djlobservability.console.page.part;

import io.github.djlobservability.privacy.differential.PrivacyReport;
import java.util.Locale;

/** Says how the differential privacy of a model stands. Stateless. */
public final class PrivacyWords {
  private PrivacyWords() {}

  /** Says what of the budget is spent, and which release is shown. */
  public static String of(PrivacyReport privacy) {
    return "Bins and means have noise (differential privacy): "
        + number(privacy.spentToday())
        + " of today's epsilon of "
        + number(privacy.epsilon())
        + " is spent, "
        + privacy.releasesADay()
        + (privacy.releasesADay() == 1 ? " release a day. " : " releases a day. ")
        + shown(privacy);
  }

  private static String shown(PrivacyReport privacy) {
    String from =
        privacy.releasedAt() == null ? "" : "Shown is the release of " + privacy.releasedAt();
    return switch (privacy.status()) {
      case "spent" -> "Nothing newer is released today. " + (from.isEmpty() ? "" : from + ".");
      case "waiting" -> "Nothing is released yet.";
      default -> from + ".";
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value).replaceAll("\\.?0+$", "");
  }
}
