package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of requests; docs/payloads.md lists the forms. Thread-safe. */
public final class RequestReader {
  private final @Nullable FieldPath path;
  private final RequestShapes shapes;
  private final TableItems tables;

  /**
   * @param expected what the reference has as inputs; {@link ExpectedFields#NONE} without one
   */
  public RequestReader(ExpectedFields expected, ReadingSettings settings) {
    ItemMaker maker = new ItemMaker(expected, settings.featureNames());
    this.path = settings.inputs();
    this.shapes = new RequestShapes(expected, maker);
    this.tables = new TableItems(expected, maker);
  }

  /**
   * Returns the items of a request, in order.
   *
   * @throws NotReadException if it has none that can be read
   */
  public List<Fields> read(Document request) throws NotReadException {
    if (request instanceof Document.Table table) {
      return tables.items(table);
    }
    if (request instanceof Document.Tensors tensors && path == null) {
      return shapes.tensors(Column.of(tensors.list()));
    }
    List<Fields> items = new ArrayList<>();
    for (Object root : Trees.roots(request)) {
      items.addAll(read(root));
    }
    return items;
  }

  /**
   * Returns the items of one tree, as {@link io.github.djlobservability.payload.document.JsonTree}
   * makes it.
   */
  public List<Fields> read(@Nullable Object root) throws NotReadException {
    if (path != null && !path.isIn(root)) {
      throw new NotReadException(
          NotRead.PATH,
          "the path " + path + " to the inputs leads to nothing in " + Trees.shown(root),
          "the path " + path + " to the inputs leads to nothing");
    }
    return shapes.items(path == null ? root : path.in(root));
  }
}
