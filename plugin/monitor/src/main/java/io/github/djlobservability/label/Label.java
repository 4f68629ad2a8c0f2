package io.github.djlobservability.label;

import io.github.djlobservability.payload.text.Transcript;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Is the right value for one item, as it was sent.
 *
 * @param id what names the prediction
 * @param row its place in a request of several items, from 0; {@link #NO_ROW} when none was given
 * @param value a {@link Number}, a {@link String}, a {@link Boolean}, or a {@link Transcript} that
 *     was made of one of them
 * @param epochMillis when it was known; null for now
 * @param weight how many items it stands for, above 0
 */
public record Label(String id, int row, Object value, @Nullable Long epochMillis, double weight) {

  /** No row was given. */
  public static final int NO_ROW = -1;

  /** A single label must not outweigh all others. */
  public static final double MAX_WEIGHT = 1000;

  /** Stands between a request's id and the row. */
  static final char BEFORE_ROW = '#';

  /** Returns it with its id changed; of one that ends in a row, with what is before the row. */
  public Label named(UnaryOperator<String> id) {
    RowId rowId = rowId();
    String named =
        rowId == null ? id.apply(this.id) : id.apply(rowId.id()) + BEFORE_ROW + rowId.row();
    return named.equals(this.id) ? this : new Label(named, row, value, epochMillis, weight);
  }

  /** Returns it with another value. */
  public Label valued(Object other) {
    return new Label(id, row, other, epochMillis, weight);
  }

  /** Reads an id that ends in a row, such as {@code order-7#2}; null when it doesn't. */
  @Nullable RowId rowId() {
    int mark = id.lastIndexOf(BEFORE_ROW);
    int digits = id.length() - mark - 1;
    if (row != NO_ROW || mark <= 0 || digits < 1 || digits > 9) {
      return null;
    }
    int number = 0;
    for (int i = mark + 1; i < id.length(); i++) {
      int digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = 10 * number + digit;
    }
    return new RowId(id.substring(0, mark), number);
  }

  /** An item of a request. */
  record RowId(String id, int row) {}
}
