package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items in a tree, whatever form it has; docs/payloads.md lists the forms. A name that
 * the reference has is a field, and never a wrapper. Thread-safe.
 */
final class RequestShapes {
  /** A chat is one item, however many messages it has. */
  private static final String MESSAGES = "messages";

  private final ExpectedFields expected;
  private final ItemMaker maker;
  private final MediaFields media;
  private final ColumnItems columns;
  private final DictionaryShapes dictionaries;

  RequestShapes(ExpectedFields expected, ItemMaker maker, MediaFields media) {
    this.expected = expected;
    this.maker = maker;
    this.media = media;
    this.columns = new ColumnItems(expected, maker);
    this.dictionaries = new DictionaryShapes(expected);
  }

  /** Returns the items of a tree. */
  List<Fields> items(@Nullable Object node) throws NotReadException {
    if (node instanceof Map<?, ?> object) {
      return items(object);
    }
    return node instanceof Values values ? items(values, false) : List.of(maker.single(node));
  }

  /** Returns the items of tensors. */
  List<Fields> tensors(List<Column> tensors) throws NotReadException {
    if (tensors.isEmpty()) {
      throw new NotReadException(NotRead.EMPTY, "there is no array");
    }
    Values first = tensors.get(0).values();
    boolean flat = !first.isNested() && (expected.isEmpty() || !columns.areNamed(tensors));
    return tensors.size() == 1 && flat ? items(first, false) : columns.of(tensors);
  }

  private List<Fields> items(Map<?, ?> object) throws NotReadException {
    if (!Wrappers.hasNames(object, expected)) {
      List<Fields> held = held(object);
      if (held != null) {
        return held;
      }
    }
    return dictionary(object);
  }

  private @Nullable List<Fields> held(Map<?, ?> object) throws NotReadException {
    if (object.get("columns") instanceof Values names
        && object.get("data") instanceof Values rows) {
      return split(names, rows);
    }
    String holder = Wrappers.holder(object);
    if (holder != null) {
      Object inner = object.get(holder);
      if (inner instanceof Values values) {
        return items(values, Wrappers.holdsItemsOneByOne(holder));
      }
      return inner instanceof Map<?, ?> || maker.positions() == 1 ? items(inner) : null;
    }
    Object part = Wrappers.partWithNames(object, expected);
    if (part == null && object.size() == 1) {
      Object only = object.values().iterator().next();
      boolean chat = object.containsKey(MESSAGES);
      part = !chat && only instanceof Values values && isList(values) ? values : null;
    }
    return part == null ? null : items(part);
  }

  /** An array of objects or of arrays is a list of items, whatever it is called. */
  private static boolean isList(Values values) {
    return values.size() > 0 && (values.get(0) instanceof Map<?, ?> || values.isNested());
  }

  private List<Fields> dictionary(Map<?, ?> object) throws NotReadException {
    List<Column> found = dictionaries.columns(object);
    if (found != null) {
      return columns.of(found);
    }
    List<Map<String, @Nullable Object>> rows = dictionaries.rows(object);
    if (rows == null) {
      return List.of(maker.named(object));
    }
    List<Fields> items = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      items.add(maker.named(row));
    }
    return items;
  }

  /** Reads a data frame of pandas's as {@code orient="split"} writes it. */
  private List<Fields> split(Values names, Values rows) throws NotReadException {
    List<Fields> items = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!(rows.get(i) instanceof Values row) || row.size() != names.size()) {
        throw new NotReadException(
            NotRead.MALFORMED, "row " + i + " of `data` has not as many values as `columns`");
      }
      items.add(names.get(0) instanceof String ? named(names, row) : maker.positional(row));
    }
    return items;
  }

  private Fields named(Values names, Values row) throws NotReadException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      object.put(String.valueOf(names.get(i)), row.get(i));
    }
    return maker.named(object);
  }

  private List<Fields> items(Values values, boolean oneByOne) throws NotReadException {
    if (values.size() == 0) {
      throw new NotReadException(NotRead.EMPTY, "an array is empty");
    }
    List<Column> tensors = JsonTensors.columns(values);
    if (tensors != null) {
      return tensors(tensors);
    }
    if (isOneRow(values, oneByOne)) {
      return List.of(maker.positional(values));
    }
    List<Fields> items = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      items.add(item(values.get(i)));
    }
    return items;
  }

  /**
   * An array of single values is one row where as many are expected, many where one is; where
   * nothing is expected, texts and {@code instances} are many, and all else is one. Recordings and
   * images are one each.
   */
  private boolean isOneRow(Values values, boolean oneByOne) {
    if (values.get(0) instanceof String text && media.isMedia(text)) {
      return false;
    }
    boolean texts = true;
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Values || values.get(i) instanceof Map<?, ?>) {
        return false;
      }
      texts &= values.get(i) instanceof String;
    }
    if (maker.positions() == 0) {
      return !oneByOne && !texts;
    }
    return maker.positions() > 1 || (expected.isOneVector() && values.isNumeric());
  }

  /** Makes one item, which may stand in wrappers of its own. */
  private Fields item(@Nullable Object node) throws NotReadException {
    Object inner = node;
    while (inner instanceof Map<?, ?> object && !Wrappers.hasNames(object, expected)) {
      String holder = Wrappers.holder(object);
      Object held = holder == null ? Wrappers.partWithNames(object, expected) : object.get(holder);
      if (!(held instanceof Map<?, ?>) && !(held instanceof Values)) {
        break;
      }
      inner = held;
    }
    if (inner instanceof Map<?, ?> object) {
      return maker.named(object);
    }
    return inner instanceof Values values ? maker.positional(values) : maker.single(inner);
  }
}
