package io.github.djlobservability.payload;

import io.github.djlobservability.payload.ExpectedPrediction.Kind;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.TableText;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the predictions of responses; docs/payloads.md lists the forms. Thread-safe.
 *
 * <p>A single number from 0 to 1 where the reference has two classes is the score of the second,
 * which is the prediction from 0.5 on.
 */
public final class ResponseReader {
  private static final double HALF = 0.5;

  private final ExpectedPrediction expected;
  private final ReadingSettings settings;
  private final PredictionShapes shapes;
  private final PredictionPaths paths;
  private final SeveralPredictions several;

  /**
   * @param expected what the reference has; {@link ExpectedPrediction#UNKNOWN} without one
   */
  public ResponseReader(ExpectedPrediction expected, ReadingSettings settings) {
    this.expected = expected;
    this.settings = settings;
    this.shapes = new PredictionShapes(expected, settings.scoredClass());
    this.paths = new PredictionPaths(shapes);
    this.several = new SeveralPredictions(expected.names());
  }

  /**
   * Returns one prediction for each item of the request.
   *
   * @throws NotReadException if the response has none, or not as many
   */
  public List<ItemPrediction> read(Document response, int items) throws NotReadException {
    List<ItemPrediction> found = found(response, items);
    FieldPath score = settings.score();
    if (score != null && found != null) {
      found = paths.withScores(found, score, Trees.roots(response));
    }
    if (found == null) {
      throw new NotReadException(
          NotRead.NO_PREDICTION,
          sentence(shown(response), places(response, items), items),
          sentence("", "", items));
    }
    List<ItemPrediction> settled = new ArrayList<>(found.size());
    for (ItemPrediction each : found) {
      settled.add(settled(each));
    }
    return settled;
  }

  /**
   * Returns what a path leads to in the part of a response for one item; null where it leads to
   * nothing.
   *
   * @param items how many the request has
   */
  public static @Nullable Object field(Document response, FieldPath path, int item, int items) {
    List<@Nullable Object> nodes = PredictionPaths.nodes(path, Trees.roots(response), items);
    return nodes == null ? null : nodes.get(item);
  }

  private static boolean isWithoutScore(ItemPrediction found) {
    return found.score() == null && found.probabilities().isEmpty();
  }

  private static String shown(Document response) {
    if (response instanceof Document.Media) {
      return " is a recording or an image, which";
    }
    List<@Nullable Object> roots = Trees.roots(response);
    String shown = roots.size() == 1 ? Trees.shown(roots.get(0)) : roots.size() + " documents";
    return " is " + shown + ", which";
  }

  /** Returns paths to values that may be the prediction, for a sentence; empty for none. */
  private String places(Document response, int items) {
    List<String> places = paths.places(expected, Trees.roots(response), items);
    return String.join(" or ", places);
  }

  private String sentence(String shown, String places, int items) {
    String has =
        "the response to " + items + (items == 1 ? " item" : " items") + shown + " has not ";
    if (settings.prediction() != null) {
      return has
          + "one prediction for each; observability.prediction="
          + settings.prediction()
          + " leads to none";
    }
    return expected.several()
        ? has + Fields.shown(expected.names(), "`") + " for each, by name or in this order"
        : has
            + "one prediction for each"
            + (expected.names().isEmpty()
                ? ""
                : ", and no field " + Fields.shown(expected.names(), "`") + " as the reference")
            + "; observability.prediction can say where the prediction is"
            + (places.isEmpty() ? "" : ", as in observability.prediction=" + places);
  }

  private @Nullable List<ItemPrediction> found(Document response, int items)
      throws NotReadException {
    if (settings.prediction() != null) {
      return followed(response, items);
    }
    if (expected.several()) {
      return several.read(response, items);
    }
    List<ItemPrediction> looked = looked(response, items);
    return paths.named(expected, Trees.roots(response), items, looked);
  }

  private @Nullable List<ItemPrediction> followed(Document response, int items)
      throws NotReadException {
    FieldPath path = settings.prediction();
    List<ItemPrediction> looked = looked(response, items);
    List<@Nullable Object> roots = Trees.roots(response);
    List<ItemPrediction> found = path == null ? looked : paths.read(path, roots, items, looked);
    // The field that the reference's score is named for may itself be what the path leads to.
    boolean named =
        found != null
            && found.stream().allMatch(ResponseReader::isWithoutScore)
            && !String.valueOf(path).equals(expected.scoreName());
    return found != null && named ? paths.scored(expected, roots, found) : found;
  }

  private @Nullable List<ItemPrediction> looked(Document response, int items)
      throws NotReadException {
    if (response instanceof Document.Json json) {
      List<@Nullable Object> roots = json.roots();
      return shapes.all(roots.size() == 1 ? roots.get(0) : Values.of(roots), items);
    }
    if (response instanceof Document.Table table) {
      return new PredictionTable(shapes).read(table, items);
    }
    if (response instanceof Document.Tensors tensors) {
      return shapes.tensors(Column.of(tensors.list()), items);
    }
    return response instanceof Document.Text text ? text(text.text(), items) : null;
  }

  private @Nullable List<ItemPrediction> text(String text, int items) {
    List<String> lines = items == 1 ? List.of(text) : text.lines().toList();
    if (lines.size() != items) {
      return null;
    }
    List<ItemPrediction> all = new ArrayList<>();
    for (String line : lines) {
      String value = line.strip();
      boolean number = expected.kind() != Kind.OTHER && TableText.isNumber(value);
      all.add(ItemPrediction.of(number ? (Object) Numbers.parse(value) : value));
    }
    return all;
  }

  /** Makes of a number the class, or the score, that it stands for. */
  private ItemPrediction settled(ItemPrediction found) {
    boolean alone = found.score() == null && found.probabilities().isEmpty() && !found.isClass();
    if (!alone || !(found.value() instanceof Double number)) {
      return found;
    }
    if (expected.kind() == Kind.NONE && expected.score()) {
      return found.withScore(number);
    }
    boolean two = expected.kind() == Kind.CLASS && expected.classes().size() == 2;
    return two && number >= 0 && number <= 1 && !isClass(number) ? binary(number) : found;
  }

  private boolean isClass(double number) {
    return number == Math.rint(number) && expected.classes().contains(Long.toString((long) number));
  }

  private ItemPrediction binary(double probability) {
    List<String> classes = expected.classes();
    return new ItemPrediction(
        classes.get(probability >= HALF ? 1 : 0),
        probability,
        Map.of(classes.get(0), 1 - probability, classes.get(1), probability),
        true);
  }
}
