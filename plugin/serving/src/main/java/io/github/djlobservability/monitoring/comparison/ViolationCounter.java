package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.QualityRule;
import io.github.djlobservability.profile.QualityRules;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.opentelemetry.api.common.Attributes;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Counts the values that break a rule of the reference's schema, each once, by feature and rule.
 * Values that are not in the schema are counted by name, as clients choose the names for no more
 * than {@value #MAX_EXTRA_NAMES} of them. Not thread-safe.
 */
public final class ViolationCounter {
  public static final int MAX_EXTRA_NAMES = 20;

  /** Counts all further values that are not in the schema. */
  public static final String OTHER = "(other)";

  private final Instruments<FeatureMetric> instruments;
  private final QualityRules rules;
  private final Schema schema;
  private final List<Integer> features;
  private final AttributeSets<Violation> attributes;
  private long otherExtras;
  private final Map<String, Long> extras = new TreeMap<>();

  /**
   * @param makeKnown takes each series that a feature can have before it has a violation
   */
  ViolationCounter(
      ModelId model,
      ReferenceProfile profile,
      Instruments<FeatureMetric> instruments,
      Consumer<Attributes> makeKnown) {
    this.instruments = instruments;
    this.rules = new QualityRules(profile);
    this.schema = profile.schema();
    this.features =
        IntStream.range(0, schema.size())
            .filter(i -> schema.feature(i).role() != FeatureRole.TARGET)
            .boxed()
            .toList();
    this.attributes =
        new AttributeSets<>(
            violation ->
                ModelAttributes.of(model, violation.feature())
                    .put(DriftKeys.RULE, violation.rule().label())
                    .build());
    for (int feature : features) {
      String name = schema.feature(feature).name();
      rules.of(feature).forEach(rule -> makeKnown.accept(attributes(name, rule)));
    }
  }

  /**
   * Looks at a row of the reference's schema.
   *
   * @param untold features of which nothing is known
   */
  void count(Row row, BitSet untold) {
    for (int feature : features) {
      QualityRule broken = untold.get(feature) ? null : rules.brokenBy(row, feature);
      if (broken != null) {
        count(1, schema.feature(feature).name(), broken);
      }
    }
    if (row.extraCount() > 0) {
      countExtra(row);
    }
  }

  private void countExtra(Row row) {
    int others = row.extraCount() - row.extra().size();
    for (String name : row.extra()) {
      if (extras.containsKey(name) || extras.size() < MAX_EXTRA_NAMES) {
        extras.merge(name, 1L, Long::sum);
        count(1, name, QualityRule.EXTRA);
      } else {
        others++;
      }
    }
    if (others > 0) {
      otherExtras += others;
      count(others, OTHER, QualityRule.EXTRA);
    }
  }

  /** Returns how often each value came that is not in the schema, those past the names as one. */
  Map<String, Long> extras() {
    Map<String, Long> copy = new LinkedHashMap<>(extras);
    if (otherExtras > 0) {
      copy.merge(OTHER, otherExtras, Long::sum);
    }
    return copy;
  }

  private void count(long violations, String feature, QualityRule rule) {
    instruments.add(FeatureMetric.VIOLATIONS, violations, attributes(feature, rule));
  }

  private Attributes attributes(String feature, QualityRule rule) {
    return attributes.get(new Violation(feature, rule));
  }

  private record Violation(String feature, QualityRule rule) {}
}
