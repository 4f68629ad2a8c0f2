package io.github.djlobservability.load;

import java.util.Locale;

/**
 * How fast an error budget is being used up, in the words of the windows of B. Beyer et al. (eds.),
 * <i>The Site Reliability Workbook</i>, 2018, chapter 5, table 5-8.
 */
public enum BurnStatus {
  /** At a pace that the budget lasts. */
  OK,
  /** A tenth of the budget in three days: 1 time the pace, over 3 days and over 6 hours. */
  SLOW_BURN,
  /** A twentieth of the budget in six hours: 6 times the pace, over 6 hours and over 30 minutes. */
  BURN,
  /** A fiftieth of the budget in an hour: 14.4 times the pace, over an hour and over 5 minutes. */
  FAST_BURN;

  /** Returns it as metrics and events write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
