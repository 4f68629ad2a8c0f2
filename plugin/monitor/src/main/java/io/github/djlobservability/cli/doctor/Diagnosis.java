package io.github.djlobservability.cli.doctor;

import io.github.djlobservability.payload.ExpectedFields;
import io.github.djlobservability.payload.ExpectedPrediction;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.RequestReader;
import io.github.djlobservability.payload.ResponseReader;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ItemRows;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.suggestion.NameGap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request and its response as the server would, and says what it finds. To be used once.
 */
final class Diagnosis {
  private static final int ITEMS_SHOWN = 3;

  private final Expectation expectation;
  private final List<String> lines = new ArrayList<>();
  private boolean whole = true;

  /** Whether it was said already what the request is read as. */
  private boolean sent;

  Diagnosis(Expectation expectation) {
    this.expectation = expectation;
  }

  /** Returns what was found, a line for each. */
  List<String> lines() {
    return lines;
  }

  /** Returns whether all of it would be compared. */
  boolean isWhole() {
    return whole;
  }

  /**
   * Says what became of a request that was sent.
   *
   * @param counted why the server counts it as any other; null if it leaves it out
   */
  void sent(@Nullable String counted, Sample request) {
    sent = true;
    if (!request.told()) {
      lines.add("sent as " + request.sentAs() + "; --content-type says otherwise");
    }
    lines.add(
        counted == null
            ? "sent: left out of drift, labels and counts"
            : "sent: counts as any other request: " + counted);
  }

  /**
   * Looks at both.
   *
   * @param response null where there is none
   */
  void look(Sample request, @Nullable Sample response) {
    describeReference();
    readAs("request", request);
    if (response != null) {
      readAs("response", response);
    }
    List<Fields> items = items(request);
    if (items != null && response != null) {
      predictions(response, items.size());
    }
    lines.add(whole ? "everything is compared" : "not everything is compared, see above");
  }

  private void readAs(String what, Sample sample) {
    if (sample.isNamed() && !sent) {
      lines.add(what + ": read as " + sample.sentAs());
    }
  }

  private void describeReference() {
    Schema schema = expectation.schema();
    if (schema == null) {
      lines.add("reference: none; this is what one would be made of");
      return;
    }
    List<String> inputs = names(schema, FeatureRole.INPUT);
    List<String> predictions = names(schema, FeatureRole.PREDICTION);
    List<String> classes = expectation.prediction().classes();
    lines.add(
        "reference: inputs "
            + Fields.shown(inputs, "")
            + (predictions.isEmpty() ? "; no prediction" : "; prediction " + predictions.get(0))
            + (classes.isEmpty() ? "" : " of " + Fields.shown(classes, "")));
    String positive =
        ReferenceExpectations.positiveClass(expectation.prediction(), expectation.positiveClass());
    if (positive != null) {
      lines.add("  " + positive);
    }
    expectation.notWatched().forEach(lacking -> lines.add("  " + lacking));
  }

  private static List<String> names(Schema schema, FeatureRole role) {
    List<String> names = new ArrayList<>();
    schema.indicesOf(role).forEach(index -> names.add(schema.feature(index).name()));
    return names;
  }

  private @Nullable List<Fields> items(Sample request) {
    Schema schema = expectation.schema();
    ExpectedFields expected =
        schema == null ? ExpectedFields.NONE : ReferenceExpectations.inputs(schema);
    try {
      List<Fields> items =
          new RequestReader(expected, expectation.reading()).read(request.document());
      lines.add("request: " + counted(items.size(), "item"));
      for (int i = 0; i < Math.min(items.size(), ITEMS_SHOWN); i++) {
        lines.add("  " + (i + 1) + ": " + shown(items.get(i)));
      }
      if (schema != null) {
        compare(items, schema);
      }
      return items;
    } catch (NotReadException e) {
      notCompared("request", e);
      return null;
    }
  }

  private static String shown(Fields item) {
    List<String> parts = new ArrayList<>();
    item.values().forEach((name, value) -> parts.add(name + "=" + ShownValue.of(value)));
    return Fields.shown(parts, "");
  }

  private void compare(List<Fields> items, Schema schema) {
    ItemRows rows = new ItemRows(new RowBuilder(schema));
    for (Fields item : items) {
      if (!rows.hasInput(item)) {
        notCompared("request", rows.unknown(item));
        return;
      }
    }
    compareNames(items, schema);
    Set<String> came = items.get(0).values().keySet();
    Row first = rows.make(items.get(0), ItemPrediction.NONE);
    List<String> missing = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (int index : schema.indicesOf(FeatureRole.INPUT)) {
      Feature feature = schema.feature(index);
      if (first.isMissing(index) && came.contains(feature.name())) {
        (expectation.optional().contains(feature.name()) ? lacking : missing).add(feature.name());
      } else if (first.isWrongType(index)) {
        incomplete(
            "  of a wrong type: %s is \"%s\", the reference has %s"
                .formatted(
                    feature.name(), first.wrongValue(index), ShownValue.typeOf(feature.type())));
      }
    }
    if (!missing.isEmpty()) {
      incomplete("  missing: " + Fields.shown(missing, ""));
    }
    if (!lacking.isEmpty()) {
      lines.add("  without a value, as rows of the reference: " + Fields.shown(lacking, ""));
    }
  }

  /**
   * Says which names of the reference the items lack, and which they have beside them. A client may
   * leave out what has no value; where there are names that the reference lacks, these may be what
   * is meant.
   */
  private void compareNames(List<Fields> items, Schema schema) {
    List<String> inputs = names(schema, FeatureRole.INPUT);
    Set<String> came = new LinkedHashSet<>(inputs);
    Set<String> others = new LinkedHashSet<>();
    for (Fields item : items) {
      came.retainAll(item.values().keySet());
      others.addAll(item.values().keySet());
    }
    others.removeIf(name -> expectation.leftOut().contains(name) || schema.indexOf(name) >= 0);
    came.addAll(others);
    NameGap gap = NameGap.of(inputs, came);
    if (!gap.lacking().isEmpty()) {
      boolean may = expectation.optional().containsAll(gap.lacking().keySet());
      String line = "  the request lacks " + gap.lackingNames();
      if (!may) {
        incomplete(line);
      } else if (others.isEmpty()) {
        lines.add(line + ", as rows of the reference may");
      } else {
        incomplete(line + "; null says that there is no value");
      }
    }
    if (!others.isEmpty()) {
      lines.add("  not in the reference: " + gap.unknownNames());
    }
  }

  private void predictions(Sample response, int items) {
    try {
      List<ItemPrediction> predictions =
          new ResponseReader(expectation.prediction(), expectation.reading())
              .read(response.response(expectation.streamedText()), items);
      lines.add("response: " + counted(predictions.size(), "prediction"));
      for (int i = 0; i < Math.min(predictions.size(), ITEMS_SHOWN); i++) {
        lines.add("  " + (i + 1) + ": " + shown(predictions.get(i)));
      }
      if (expectation.prediction().kind() == ExpectedPrediction.Kind.NONE) {
        incomplete("  the reference has no prediction, so these are not compared");
      }
      if (expectation.schema() != null) {
        comparePredictions(predictions, expectation.schema());
      }
    } catch (NotReadException e) {
      notCompared("response", e);
    }
  }

  /** Says of the first prediction that is not of the reference's kind what is wrong with it. */
  private void comparePredictions(List<ItemPrediction> predictions, Schema schema) {
    ItemRows rows = new ItemRows(new RowBuilder(schema));
    List<Integer> told = new ArrayList<>(schema.indicesOf(FeatureRole.PREDICTION));
    told.addAll(schema.indicesOf(FeatureRole.SCORE));
    for (ItemPrediction prediction : predictions) {
      Row row = rows.make(new Fields(Map.of(), false), prediction);
      for (int index : told) {
        Feature feature = schema.feature(index);
        if (row.isWrongType(index)) {
          incomplete(
              "  of a wrong type: %s is \"%s\", the reference has %s"
                  .formatted(
                      feature.name(), row.wrongValue(index), ShownValue.typeOf(feature.type())));
          return;
        }
        if (row.isMissing(index)) {
          incomplete(
              "  missing in the response: " + feature.name() + "; " + remedy(feature.role()));
          return;
        }
      }
    }
  }

  private String remedy(FeatureRole role) {
    boolean score = role == FeatureRole.SCORE;
    String what = score ? "score" : "prediction";
    FieldPath set = score ? expectation.reading().score() : expectation.reading().prediction();
    return "observability."
        + what
        + (set == null ? " says where it is" : "=" + set + " does not lead to it")
        + ", and --"
        + what
        + " tries "
        + (set == null ? "that" : "another place")
        + " out";
  }

  private static String shown(ItemPrediction prediction) {
    if (!prediction.several().isEmpty()) {
      return prediction.several().entrySet().stream()
          .map(each -> each.getKey() + "=" + ShownValue.of(each.getValue()))
          .collect(Collectors.joining(", "));
    }
    return ShownValue.of(prediction.value())
        + (prediction.score() == null ? "" : ", score " + ShownValue.of(prediction.score()))
        + (prediction.probabilities().size() < 2
            ? ""
            : ", probabilities of " + counted(prediction.probabilities().size(), "class"));
  }

  private void notCompared(String what, NotReadException why) {
    incomplete(what + ": not compared (" + why.reason().label() + "): " + why.advised(true));
  }

  private void incomplete(String line) {
    whole = false;
    lines.add(line);
  }

  private static String counted(int count, String what) {
    String plural = what.endsWith("s") ? what + "es" : what + "s";
    return count + " " + (count == 1 ? what : plural);
  }
}
