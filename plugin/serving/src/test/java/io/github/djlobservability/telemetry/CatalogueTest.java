package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the catalogue and its documentation together. */
class CatalogueTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "telemetry.md");

  @Test
  void everyMetricIsDocumentedAsItIs() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (List<String> row : rows("## Metrics")) {
      documented.put(row.get(0), row.get(1) + " in " + row.get(2));
    }
    Map<String, String> declared = new TreeMap<>();
    Stream.concat(
            metrics().stream(), Arrays.stream(HardwareMetric.values()).map(HardwareMetric::metric))
        .forEach(m -> declared.put(m.name(), m.instrument() + " in " + m.unit()));
    assertThat(documented).isEqualTo(declared);
  }

  @Test
  void everyAttributeIsDocumentedWithItsType() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    rows("## Attributes").forEach(row -> documented.put(row.get(0), row.get(1)));
    Map<String, String> declared = new TreeMap<>();
    attributes()
        .forEach(key -> declared.put(key.getKey(), key.getType().name().toLowerCase(Locale.ROOT)));
    assertThat(documented).isEqualTo(declared);
  }

  @Test
  void everyEventIsDocumented() throws IOException {
    assertThat(rows("### Events"))
        .extracting(row -> row.get(0))
        .containsExactly(Catalogue.FIRST_BYTE_EVENT);
  }

  @Test
  void everyLogEventIsDocumented() throws IOException {
    assertThat(rows("### Log events"))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrder(
            Catalogue.QUALITY_WINDOW_EVENT,
            Catalogue.STATUS_CHANGED_EVENT,
            Catalogue.OBJECTIVE_CHANGED_EVENT,
            Catalogue.PERFORMANCE_CHANGED_EVENT);
  }

  @Test
  void theListsHoldEveryConstant() throws IllegalAccessException {
    List<Object> metrics = new ArrayList<>();
    List<Object> attributes = new ArrayList<>();
    List<Field> fields = new ArrayList<>(List.of(Catalogue.class.getDeclaredFields()));
    fields.addAll(List.of(GenAi.class.getDeclaredFields()));
    for (Field field : fields) {
      if (Modifier.isStatic(field.getModifiers())) {
        Object value = field.get(null);
        if (value instanceof Catalogue.Metric) {
          metrics.add(value);
        } else if (value instanceof AttributeKey<?>) {
          attributes.add(value);
        }
      }
    }
    assertThat(metrics())
        .containsExactlyInAnyOrderElementsOf(
            metrics.stream().map(Catalogue.Metric.class::cast).toList());
    assertThat(attributes).containsExactlyInAnyOrderElementsOf(attributes());
  }

  private static List<Catalogue.Metric> metrics() {
    List<Catalogue.Metric> all = new ArrayList<>(Catalogue.METRICS);
    all.addAll(GenAi.METRICS);
    return all;
  }

  private static List<AttributeKey<?>> attributes() {
    List<AttributeKey<?>> all = new ArrayList<>(Catalogue.ATTRIBUTES);
    all.addAll(GenAi.ATTRIBUTES);
    return all;
  }

  /** The cells, without back quotes, of the first table under a heading. */
  private static List<List<String>> rows(String heading) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    assertThat(lines).contains(heading);
    return lines.subList(lines.indexOf(heading) + 1, lines.size()).stream()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(
            line -> Arrays.stream(line.substring(1).split("\\|")).map(CatalogueTest::cell).toList())
        .toList();
  }

  private static String cell(String text) {
    return text.trim().replace("`", "");
  }
}
