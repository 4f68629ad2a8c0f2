package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.djlobservability.docs.GeneratedTable;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.GenAiKeys;
import io.github.djlobservability.telemetry.definition.HardwareKeys;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.Instrument;
import io.github.djlobservability.telemetry.definition.Meaning;
import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the definitions of metrics, attributes and events, and the tables of their page, together.
 */
class CatalogueTest {
  private static final String PAGE = "telemetry.md";

  /** Attributes that many metrics have together; the tables name them in one word. */
  private static final Map<String, List<AttributeKey<?>>> GROUPS = groups();

  @Test
  void metrics() throws IOException {
    for (Class<?> area : Metric.class.getPermittedSubclasses()) {
      List<List<String>> rows = new ArrayList<>();
      for (Object metric : area.getEnumConstants()) {
        rows.add(row(((Metric) metric).definition()));
      }
      GeneratedTable.of(PAGE, area.getSimpleName())
          .holds(List.of("metric", "instrument", "unit", "meaning", "attributes", "level"), rows);
    }
  }

  @Test
  void groupsOfAttributes() throws IOException {
    List<List<String>> rows =
        GROUPS.entrySet().stream()
            .map(group -> List.of("*" + group.getKey() + "*", codes(group.getValue())))
            .toList();
    GeneratedTable.of(PAGE, "groups").holds(List.of("in the tables", "attributes"), rows);
  }

  @Test
  void attributes() throws IOException {
    Set<AttributeKey<?>> onMetrics =
        metricDefinitions().flatMap(m -> m.attributes().stream()).collect(Collectors.toSet());
    for (Class<?> area : keyClasses()) {
      List<List<String>> rows = new ArrayList<>();
      for (Field field : keysOf(area)) {
        rows.add(row(field, onMetrics));
      }
      GeneratedTable.of(PAGE, area.getSimpleName())
          .holds(List.of("attribute", "type", "on", "meaning", "values"), rows);
    }
  }

  @Test
  void events() throws IOException {
    List<List<String>> rows =
        Arrays.stream(Event.values())
            .map(e -> List.of(GeneratedTable.code(e.eventName()), e.where(), e.meaning()))
            .toList();
    GeneratedTable.of(PAGE, "events").holds(List.of("event", "where", "meaning"), rows);
  }

  @Test
  void everyNameIsThereOnceAndEveryDescriptionIsASentence() {
    List<Metric.Definition> all = metricDefinitions().toList();
    assertThat(all).extracting(Metric.Definition::name).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(m -> assertThat(m.text()).endsWith("."));
    assertThat(all).allSatisfy(m -> assertThat(m.description()).endsWith(".").doesNotContain("]("));
    assertThat(keyClasses().stream().flatMap(area -> keysOf(area).stream()).map(this::key))
        .extracting(AttributeKey::getKey)
        .doesNotHaveDuplicates()
        .containsAll(
            all.stream().flatMap(m -> m.attributes().stream()).map(AttributeKey::getKey).toList());
  }

  private static Stream<Metric.Definition> metricDefinitions() {
    return Arrays.stream(Metric.class.getPermittedSubclasses())
        .flatMap(area -> Arrays.stream(area.getEnumConstants()))
        .map(metric -> ((Metric) metric).definition());
  }

  private static List<String> row(Metric.Definition metric) {
    Instrument instrument = metric.instrument();
    return List.of(
        GeneratedTable.code(metric.name()),
        instrument.kind().label(),
        instrument.unit(),
        metric.text(),
        grouped(metric.attributes()),
        metric.level().label());
  }

  private static String grouped(List<AttributeKey<?>> attributes) {
    List<AttributeKey<?>> left = new ArrayList<>(attributes);
    List<String> cell = new ArrayList<>();
    GROUPS.forEach(
        (name, group) -> {
          if (left.containsAll(group)) {
            left.removeAll(group);
            cell.add("*" + name + "*");
          }
        });
    if (!left.isEmpty()) {
      cell.add(codes(left));
    }
    return String.join(", ", cell);
  }

  private List<String> row(Field field, Set<AttributeKey<?>> onMetrics) {
    Meaning meaning = field.getAnnotation(Meaning.class);
    assertThat(meaning).as("%s", field).isNotNull();
    AttributeKey<?> key = key(field);
    List<String> on = new ArrayList<>();
    if (!meaning.on().isEmpty()) {
      on.add(meaning.on());
    }
    Arrays.stream(meaning.events()).map(e -> GeneratedTable.code(e.eventName())).forEach(on::add);
    if (onMetrics.contains(key)) {
      on.add("metrics");
    }
    assertThat(on).as("where %s is", field).isNotEmpty();
    return List.of(
        GeneratedTable.code(key.getKey()),
        key.getType().name().toLowerCase(Locale.ROOT),
        String.join(", ", on),
        meaning.value(),
        values(meaning).map(GeneratedTable::code).collect(Collectors.joining(", ")));
  }

  private static Stream<String> values(Meaning meaning) {
    return Stream.concat(
        Arrays.stream(meaning.values()),
        Arrays.stream(meaning.valuesOf())
            .flatMap(type -> Arrays.stream(type.getEnumConstants()))
            .map(constant -> constant.name().toLowerCase(Locale.ROOT)));
  }

  private static String codes(List<AttributeKey<?>> keys) {
    return keys.stream()
        .map(key -> GeneratedTable.code(key.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static List<? extends Class<?>> keyClasses() {
    return new ClassFileImporter()
        .importUrl(Metric.class.getResource(".")).stream()
            .map(JavaClass::reflect)
            .filter(type -> !keysOf(type).isEmpty())
            .toList();
  }

  private static List<Field> keysOf(Class<?> area) {
    return Arrays.stream(area.getDeclaredFields())
        .filter(field -> field.getType() == AttributeKey.class)
        .toList();
  }

  private AttributeKey<?> key(Field field) {
    try {
      return (AttributeKey<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " is for all to see", e);
    }
  }

  private static Map<String, List<AttributeKey<?>>> groups() {
    Map<String, List<AttributeKey<?>>> groups = new LinkedHashMap<>();
    groups.put(
        "request",
        List.of(
            HttpKeys.METHOD,
            HttpKeys.SCHEME,
            HttpKeys.ROUTE,
            HttpKeys.STATUS_CODE,
            HttpKeys.PROTOCOL_VERSION,
            HttpKeys.ERROR_TYPE));
    groups.put(
        "generation",
        List.of(GenAiKeys.OPERATION_NAME, GenAiKeys.PROVIDER_NAME, GenAiKeys.REQUEST_MODEL));
    groups.put("model", List.of(ModelKeys.NAME, ModelKeys.VERSION));
    groups.put(
        "GPU",
        List.of(
            HardwareKeys.ID,
            HardwareKeys.TYPE,
            HardwareKeys.NAME,
            HardwareKeys.MODEL,
            HardwareKeys.VENDOR,
            HardwareKeys.DRIVER_VERSION));
    return groups;
  }
}
