package io.github.djlobservability.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.ClassQuality;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowMeasurement;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import io.github.djlobservability.statistics.IsotonicRegression;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures, intervals, calibration and estimates against scikit-learn, statsmodels and NannyML. */
class QualityGoldenTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private final JsonNode golden = read();

  private static JsonNode read() {
    try (InputStream in = QualityGoldenTest.class.getResourceAsStream("/golden/quality.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] numbers(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static LabelledItem item(
      int number, Object prediction, Map<String, Double> told, Object label, double weight) {
    return new LabelledItem(
        number, null, number, number, prediction, told, label, weight, List.of());
  }

  private static WindowQuality measure(Task task, List<LabelledItem> items) {
    QualitySettings settings = QualitySettings.defaults();
    ClassList classes = ClassList.of(List.of(), settings);
    for (LabelledItem item : items) {
      classes = classes.with(ClassName.of(item.label()));
      classes = classes.with(ClassName.of(item.prediction()));
    }
    return new WindowMeasurement(task, classes, settings).of(items);
  }

  private static List<LabelledItem> binary(JsonNode of) {
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < of.get("label").size(); i++) {
      String said = of.get("prediction").get(i).asText();
      double positive = of.get("positive").get(i).asDouble();
      Map<String, Double> told = Map.of(said, "1".equals(said) ? positive : 1 - positive);
      String label = of.get("label").get(i).asText();
      items.add(item(i + 1, said, told, label, of.get("weight").get(i).asDouble()));
    }
    return items;
  }

  private static void assertMeasures(WindowQuality window, JsonNode of) {
    window
        .measures()
        .forEach(
            (name, interval) ->
                assertThat(interval.value()).as(name).isCloseTo(of.get(name).asDouble(), EXACT));
  }

  private static void assertConfusion(WindowQuality window, JsonNode of) {
    for (int i = 0; i < window.confusion().size(); i++) {
      for (int j = 0; j < window.confusion().size(); j++) {
        assertThat(window.confusion().get(i).get(j))
            .isCloseTo(of.get("confusion").get(i).get(j).asDouble(), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "binary_weighted"})
  void twoClasses(String name) {
    JsonNode of = golden.get(name);
    WindowQuality window = measure(Task.BINARY, binary(of));
    assertThat(window.measures()).hasSize(8);
    assertMeasures(window, of);
    assertConfusion(window, of);
  }

  @Test
  void intervalsOfTwoClasses() {
    JsonNode of = golden.get("binary");
    Map<String, Interval> measures = measure(Task.BINARY, binary(of)).measures();
    of.get("intervals")
        .properties()
        .forEach(
            entry -> {
              Interval interval = Objects.requireNonNull(measures.get(entry.getKey()));
              assertThat(interval.low())
                  .as(entry.getKey())
                  .isCloseTo(entry.getValue().get(0).asDouble(), EXACT);
              assertThat(interval.high()).isCloseTo(entry.getValue().get(1).asDouble(), EXACT);
            });
  }

  @Test
  void manyClasses() {
    JsonNode of = golden.get("multiclass");
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < of.get("label").size(); i++) {
      Map<String, Double> told = new LinkedHashMap<>();
      double[] probabilities = numbers(of.get("probabilities").get(i));
      for (int j = 0; j < probabilities.length; j++) {
        told.put(Integer.toString(j), probabilities[j]);
      }
      String said = of.get("prediction").get(i).asText();
      String label = of.get("label").get(i).asText();
      items.add(item(i + 1, said, told, label, of.get("weight").get(i).asDouble()));
    }
    WindowQuality window = measure(Task.MULTICLASS, items);
    assertThat(window.measures()).hasSize(8);
    assertMeasures(window, of);
    assertConfusion(window, of);
    for (int i = 0; i < window.classes().size(); i++) {
      ClassQuality one = window.classes().get(i);
      assertThat(one.precision().value())
          .isCloseTo(of.get("class_precision").get(i).asDouble(), EXACT);
      assertThat(one.recall().value()).isCloseTo(of.get("class_recall").get(i).asDouble(), EXACT);
      assertThat(one.f1().value()).isCloseTo(of.get("class_f1").get(i).asDouble(), EXACT);
    }
  }

  @Test
  void numbersPredicted() {
    JsonNode of = golden.get("regression");
    List<LabelledItem> items =
        IntStream.range(0, of.get("label").size())
            .mapToObj(
                i ->
                    item(
                        i + 1,
                        of.get("prediction").get(i).asDouble(),
                        Map.of(),
                        of.get("label").get(i).asDouble(),
                        of.get("weight").get(i).asDouble()))
            .toList();
    WindowQuality window = measure(Task.REGRESSION, items);
    assertThat(window.measures()).hasSize(4);
    assertMeasures(window, of);
  }

  @Test
  void isotonicRegression() {
    JsonNode of = golden.get("isotonic");
    IsotonicRegression regression =
        new IsotonicRegression(numbers(of.get("x")), numbers(of.get("y")));
    double[] at = numbers(of.get("at"));
    for (int i = 0; i < at.length; i++) {
      assertThat(regression.at(at[i]))
          .as("at %s", at[i])
          .isCloseTo(of.get("fitted").get(i).asDouble(), EXACT);
    }
  }

  @Test
  void estimatesWithoutLabels() {
    JsonNode of = golden.get("cbpe");
    QualitySettings settings = QualitySettings.defaults();
    ClassList classes = ClassList.of(List.of("0", "1"), settings);
    ScoreCalibration calibration =
        Objects.requireNonNull(ScoreCalibration.of(classes, scored(of.get("reference"))));
    ExpectedItems expected = new ExpectedItems(calibration);
    for (LabelledItem item : scored(of.get("analysis"))) {
      expected.add(
          Objects.requireNonNull(calibration.expected(item.prediction(), item.probabilities())));
    }
    // NannyML merges some points of the ROC curve, which moves the area by 2e-8.
    expected
        .measures()
        .forEach(
            (name, estimate) ->
                assertThat(estimate.value())
                    .as(name)
                    .isCloseTo(of.get(name).asDouble(), within(1e-7)));
  }

  private static List<LabelledItem> scored(JsonNode of) {
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < of.get("p").size(); i++) {
      String said = of.get("pred").get(i).asText();
      double positive = of.get("p").get(i).asDouble();
      Map<String, Double> told = Map.of(said, "1".equals(said) ? positive : 1 - positive);
      items.add(item(i + 1, said, told, of.get("y").get(i).asText(), 1));
    }
    return items;
  }
}
