package io.github.djlobservability.monitoring;

import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.wanted.DrawnItem;
import io.github.djlobservability.label.wanted.DrawnItems;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.upkeep.LabelCount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lists the items of a model that are wanted labelled.
 *
 * @param since since when items were looked at, in ISO 8601
 * @param seen how many were that a label can name
 * @param drawn how many of them were drawn
 * @param labelled how many of those drawn have their label, or are gone
 * @param weightsDividedBy what all weights are divided by, so that none is above 1000
 * @param errorRate how often the model errs, as far as is known; null where nothing tells
 * @param howMany what as many labels show, in words; null for numbers and transcripts
 * @param items those that wait for a label, the most wanted first
 */
public record WantedReport(
    ModelId model,
    String since,
    long seen,
    int drawn,
    int labelled,
    double weightsDividedBy,
    @Nullable Double errorRate,
    @Nullable String howMany,
    List<Item> items) {

  private static final MathContext DIGITS = new MathContext(4);
  private static final char LAST_ASCII = 0x7f;
  private static final double RISE = LabelCount.RISE;

  /**
   * An item that waits for its label.
   *
   * @param id what the label names it by
   * @param row its place in a request of several items; null where none is needed
   * @param time when its request arrived, in ISO 8601
   * @param prediction what the model said; null for a transcript
   * @param score how sure it was; null where it didn't say
   * @param why it was drawn
   * @param weight how many items it stands for: what its label is to have
   */
  public record Item(
      String id,
      @Nullable Integer row,
      String time,
      @Nullable Object prediction,
      @Nullable Double score,
      String why,
      double weight) {}

  /**
   * Lists items.
   *
   * @param waiting those of the items drawn that wait for a label
   * @param classes names a class as it may be seen
   * @param errorRate NaN where nothing tells
   */
  static WantedReport of(
      ModelId model,
      DrawnItems drawn,
      List<DrawnItem> waiting,
      UnaryOperator<String> classes,
      double errorRate) {
    return new WantedReport(
        model,
        Instant.ofEpochMilli(drawn.sinceMillis()).toString(),
        drawn.seen(),
        drawn.items().size(),
        drawn.items().size() - waiting.size(),
        rounded(drawn.divisor()),
        Double.isNaN(errorRate) ? null : rounded(errorRate),
        Double.isNaN(errorRate) ? null : howMany(errorRate, drawn.items().size()),
        waiting.stream().map(item -> item(item, drawn, classes)).toList());
  }

  private static String howMany(double rate, int labels) {
    String needed =
        "About "
            + Words.count(LabelCount.needed(rate, RISE))
            + " labels show whether the error rate rose by 5 points from "
            + Words.percent(rate);
    double shown = LabelCount.shown(rate, labels);
    return shown < 1 - rate
        ? needed + "; " + Words.count(labels) + " show a rise by " + points(shown)
        : needed;
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%.1f points", 100 * share);
  }

  private static Item item(DrawnItem item, DrawnItems drawn, UnaryOperator<String> classes) {
    return new Item(
        item.id(),
        item.row() == Label.NO_ROW ? null : item.row(),
        Instant.ofEpochMilli(item.epochMillis()).toString(),
        item.value() instanceof String name ? classes.apply(name) : item.value(),
        Double.isNaN(item.score()) ? null : item.score(),
        drawn.why(item),
        rounded(drawn.weight(item)));
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /**
   * Returns the items as the page {@code feedback} takes them, the column {@code label} empty. It
   * begins with a byte order mark where an id isn't ASCII.
   */
  public String csv() {
    StringBuilder csv = new StringBuilder("id,row,label,weight\n");
    for (Item item : items) {
      csv.append(quoted(item.id())).append(',');
      csv.append(item.row() == null ? "" : item.row()).append(",,");
      csv.append(BigDecimal.valueOf(item.weight()).stripTrailingZeros().toPlainString());
      csv.append('\n');
    }
    boolean ascii = csv.chars().allMatch(letter -> letter <= LAST_ASCII);
    return ascii ? csv.toString() : LabelFormat.BYTE_ORDER_MARK + csv.toString();
  }

  /** Clients choose ids: whatever is in them stays one cell. */
  private static String quoted(String id) {
    return '"' + id.replace("\"", "\"\"") + '"';
  }
}
