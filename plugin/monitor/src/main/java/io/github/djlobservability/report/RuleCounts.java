package io.github.djlobservability.report;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.QualityRule;
import io.github.djlobservability.profile.QualityRules;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.ValueRules;
import io.github.djlobservability.suggestion.NearestName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts how often rows break the reference's rules. Not thread-safe. */
public final class RuleCounts {

  private static final int MAX_EXTRA_NAMES = 100;

  private final ReferenceProfile reference;
  private final Schema schema;
  private final QualityRules rules;
  private final HeldValues values;
  private final List<Map<QualityRule, Tally>> tallies = new ArrayList<>();
  private final Map<String, Tally> extras = new LinkedHashMap<>();
  private long rows;

  /** How often, and where first. */
  private static final class Tally {
    private final String first;
    private long count;

    Tally(String first) {
      this.first = first;
    }
  }

  /**
   * A rule that was broken.
   *
   * @param feature the feature's name
   * @param rule the rule
   * @param count how many rows break it
   * @param share of all rows, 0 to 1
   * @param first where it was broken first, with the value
   * @param fails whether that is more than is allowed
   */
  public record Finding(
      String feature, QualityRule rule, long count, double share, String first, boolean fails) {

    /** Returns its mark; empty if that is allowed. */
    public String badge() {
      return fails ? "BROKEN" : "";
    }
  }

  /** Counts rows whose values may all be seen. */
  public RuleCounts(ReferenceProfile reference) {
    this(reference, HeldValues.ALL);
  }

  /**
   * Counts rows some of whose values may not be seen.
   *
   * @param values says which values may be told
   */
  RuleCounts(ReferenceProfile reference, HeldValues values) {
    this.values = values;
    this.reference = reference;
    this.schema = reference.schema();
    this.rules = new QualityRules(reference);
    for (int i = 0; i < schema.size(); i++) {
      tallies.add(new EnumMap<>(QualityRule.class));
    }
  }

  /** Looks at a row. */
  public void add(Row row, Supplier<String> position) {
    rows++;
    for (int feature = 0; feature < schema.size(); feature++) {
      QualityRule rule = rules.brokenBy(row, feature);
      if (rule != null && !isAwaited(feature, rule)) {
        broken(row, feature, rule, position);
      }
    }
    for (String name : row.extra()) {
      Tally tally = extras.get(name);
      if (tally == null && extras.size() < MAX_EXTRA_NAMES) {
        tally = new Tally(position.get());
        extras.put(name, tally);
      }
      if (tally != null) {
        tally.count++;
      }
    }
  }

  /** The truth may come later. */
  private boolean isAwaited(int feature, QualityRule rule) {
    return rule == QualityRule.MISSING && schema.feature(feature).role() == FeatureRole.TARGET;
  }

  private void broken(Row row, int feature, QualityRule rule, Supplier<String> position) {
    tallies
        .get(feature)
        .computeIfAbsent(rule, unused -> new Tally(position.get() + value(row, feature, rule)))
        .count++;
  }

  private String value(Row row, int feature, QualityRule rule) {
    if (rule == QualityRule.UNSEEN_CATEGORY) {
      return ": \"" + HiddenValue.shown(String.valueOf(row.category(feature))) + "\"";
    }
    if (!values.shows(schema.feature(feature).name())) {
      return "";
    }
    return switch (rule) {
      case OUT_OF_RANGE -> outOfRange(row, feature);
      case NAN -> ": " + Words.number(row.number(feature));
      case WRONG_TYPE -> ": \"" + row.wrongValue(feature) + "\"";
      case UNSEEN_CATEGORY, MISSING, EXTRA -> "";
    };
  }

  private String outOfRange(Row row, int feature) {
    ValueRules known = reference.feature(feature).rules();
    double number = row.number(feature);
    boolean below = number < known.minimum();
    Quantity quantity = Quantity.of(reference.numeric(schema.seriesOf(feature).get(0)));
    return ": "
        + quantity.text(number)
        + (below ? ", below " : ", above ")
        + quantity.text(below ? known.minimum() : known.maximum());
  }

  /**
   * Returns the broken rules, feature by feature.
   *
   * @param absent features that no column is named after; of inputs that is a fault
   * @param settings how many rows may break a rule
   */
  public List<Finding> findings(List<String> absent, CheckSettings settings) {
    RuleTest test = new RuleTest(reference, rules, rows, settings);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      int index = i;
      Feature feature = schema.feature(i);
      if (absent.contains(feature.name())) {
        // What a model says of rows, and what was right, is not in each file of rows.
        if (feature.role() == FeatureRole.INPUT) {
          String found = "no such column" + mayBe(feature.name());
          findings.add(new Finding(feature.name(), QualityRule.MISSING, rows, 1, found, true));
        }
        continue;
      }
      tallies
          .get(i)
          .forEach(
              (rule, tally) ->
                  findings.add(
                      finding(feature.name(), rule, tally, test.fails(index, rule, tally.count))));
    }
    extras.forEach((name, tally) -> findings.add(finding(name, QualityRule.EXTRA, tally, false)));
    return findings;
  }

  private String mayBe(String absent) {
    String nearest = NearestName.of(absent, extras.keySet());
    return nearest == null ? "" : "; is it " + nearest + "?";
  }

  private Finding finding(String name, QualityRule rule, Tally tally, boolean fails) {
    return new Finding(name, rule, tally.count, (double) tally.count / rows, tally.first, fails);
  }
}
