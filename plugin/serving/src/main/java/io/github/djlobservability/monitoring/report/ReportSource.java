package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.CheckSettings;
import io.github.djlobservability.report.ServedItems;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * All that a report of a model is made of. Immutable.
 *
 * @param values says which values may be told
 * @param rows the last that were compared, the oldest first
 * @param untold predictions and scores that were found in no response, as indexes of features
 * @param compared how many items were compared since the model was loaded
 */
public record ReportSource(
    ModelId model,
    String pluginVersion,
    ReferenceProfile reference,
    HeldValues values,
    List<SeenRow> rows,
    BitSet untold,
    long compared) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long SERIES_BYTES = 30_000;

  /** Copies of each number that tests of whole rows hold. */
  private static final int COPIES = 4;

  /** Tests of whole rows take no more. */
  private static final int MOST_ROWS = 2_000;

  private static final int MOST_COLUMNS = 100;
  private static final int MOST_CATEGORIES = 10;

  /** Copies the rows that are kept. */
  public ReportSource(
      ModelId model,
      String pluginVersion,
      ReferenceProfile reference,
      HeldValues values,
      RecentRows rows,
      BitSet untold,
      long compared) {
    this(model, pluginVersion, reference, values, rows.all(), untold, compared);
  }

  /** Returns how many bytes the rows hold, though others may hold them, too. */
  long heldBytes() {
    long bytes = 0;
    for (SeenRow seen : rows) {
      bytes += RecentRows.bytes(seen.row());
    }
    return bytes;
  }

  /** Estimates, from above, how many bytes making the report takes. */
  long workBytes() {
    long columns = 0;
    for (Series series : reference.schema().series()) {
      columns +=
          series.isCategorical()
              ? Math.min(MOST_CATEGORIES, reference.categories(series).counts().size())
              : 1;
    }
    long numbers =
        Math.min(MOST_COLUMNS, columns)
            * (Math.min(MOST_ROWS, reference.sample().size()) + Math.min(MOST_ROWS, rows.size()));
    return reference.schema().series().size() * SERIES_BYTES + COPIES * Double.BYTES * numbers;
  }

  CheckReport report(Instant now) {
    ServedItems items = new ServedItems(reference, values);
    rows.forEach(seen -> items.add(seen.row(), seen.epochMillis()));
    CheckSettings settings = CheckSettings.DEFAULTS;
    return CheckReport.of(reference, items.rows(provenance(now), untold, settings), settings);
  }

  private Provenance provenance(Instant now) {
    String source =
        String.format(
            Locale.ROOT,
            "live requests for %s from %s to %s UTC, the last that the server keeps for reports (it"
                + " has compared %,d items since its start)",
            model,
            time(0),
            time(rows.size() - 1),
            compared);
    return new Provenance(now, pluginVersion, List.of(source), model.name(), model.version(), true);
  }

  private String time(int row) {
    return MINUTE.format(Instant.ofEpochMilli(rows.get(row).epochMillis()));
  }
}
