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
    if (path != null && !(request instanceof Document.Table)) {
      return at(path, request);
    }
    if (request instanceof Document.Json json) {
      return json(json.roots());
    }
    if (request instanceof Document.Table table) {
      return tables.items(table);
    }
    return request instanceof Document.Tensors tensors
        ? shapes.tensors(Column.of(tensors.list()))
        : shapes.items(((Document.Text) request).text());
  }

  private List<Fields> json(List<@Nullable Object> roots) throws NotReadException {
    List<Fields> items = new ArrayList<>();
    for (Object root : roots) {
      items.addAll(shapes.items(root));
    }
    return items;
  }

  private List<Fields> at(FieldPath where, Document request) throws NotReadException {
    List<Fields> items = new ArrayList<>();
    for (Object root : Trees.roots(request)) {
      if (!where.isIn(root)) {
        throw new NotReadException(
            NotRead.PATH,
            "observability.inputs="
                + where
                + " leads to nothing; the request is "
                + Trees.shown(root));
      }
      items.addAll(shapes.items(where.in(root)));
    }
    return items;
  }
}
