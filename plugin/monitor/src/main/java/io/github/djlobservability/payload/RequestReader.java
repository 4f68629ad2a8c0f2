package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.media.MediaEmbedder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of requests; docs/payloads.md lists the forms. Not thread-safe. */
public final class RequestReader {
  private final @Nullable FieldPath path;
  private final RequestShapes shapes;
  private final TableItems tables;
  private final MediaFields media;

  /** Reads all recordings and images, however long it takes. */
  public RequestReader(ExpectedFields expected, ReadingSettings settings) {
    this(expected, settings, MediaBudget.unbounded(), MediaEmbedder.NONE);
  }

  /**
   * @param expected what the reference has as inputs; {@link ExpectedFields#NONE} without one
   * @param budget bounds the time that recordings and images take
   * @param embedder makes an embedding of a sample of them
   */
  public RequestReader(
      ExpectedFields expected,
      ReadingSettings settings,
      MediaBudget budget,
      MediaEmbedder embedder) {
    this(expected, settings, new MediaFields(settings.sampleRate(), budget, embedder));
  }

  private RequestReader(ExpectedFields expected, ReadingSettings settings, MediaFields media) {
    this(expected, settings, media, new Flattening(expected, media));
  }

  private RequestReader(
      ExpectedFields expected, ReadingSettings settings, MediaFields media, Flattening flattening) {
    ItemMaker maker = new ItemMaker(expected, settings.featureNames(), media, flattening);
    this.media = media;
    this.path = settings.inputs();
    this.shapes = new RequestShapes(expected, maker, media);
    this.tables = new TableItems(expected, maker);
  }

  /** Makes no fields, for items that are only counted. */
  static RequestReader counting(ReadingSettings settings) {
    MediaFields media = MediaFields.counting(settings.sampleRate());
    return new RequestReader(ExpectedFields.NONE, settings, media, Flattening.counting(media));
  }

  /**
   * Returns the items of a request, in order.
   *
   * @throws NotReadException if it has none that can be read
   */
  public List<Fields> read(Document request) throws NotReadException {
    List<Fields> items = items(request);
    if (items.isEmpty()) {
      throw new NotReadException(NotRead.EMPTY, "there are no rows");
    }
    return items;
  }

  private List<Fields> items(Document request) throws NotReadException {
    if (request instanceof Document.Table table) {
      return tables.items(table);
    }
    if (request instanceof Document.Media recording) {
      return List.of(media.item(recording.bytes()));
    }
    if (request instanceof Document.Tensors tensors && path == null) {
      List<Fields> waves = media.waves(tensors.list());
      if (!waves.isEmpty()) {
        return waves;
      }
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
