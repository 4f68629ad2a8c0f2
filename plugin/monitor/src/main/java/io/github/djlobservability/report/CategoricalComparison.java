package io.github.djlobservability.report;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.statistics.comparison.ChiSquare;
import io.github.djlobservability.statistics.comparison.JensenShannon;
import io.github.djlobservability.statistics.comparison.Measurement;
import io.github.djlobservability.statistics.comparison.PopulationStabilityIndex;
import io.github.djlobservability.statistics.comparison.TotalVariation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a categorical series: chi-square on the counts of all values; distances and odds say how
 * large a change is.
 */
final class CategoricalComparison {

  private static final int NAMED_MOVERS = 2;

  private final Series series;
  private final CategoryPairs cells;
  private final CheckSettings settings;

  CategoricalComparison(
      Series series, ReferenceProfile reference, ReferenceProfile current, CheckSettings settings) {
    this.series = series;
    this.settings = settings;
    this.cells = new CategoryPairs(reference.categories(series), current.categories(series));
  }

  DriftTest test() {
    long[] reference = cells.reference();
    long[] current = cells.current();
    Measurement measured = new ChiSquare().measure(reference, current);
    double distance = new JensenShannon().measure(reference, current).statistic();
    Map<String, Double> distances = new LinkedHashMap<>();
    distances.put(DriftTest.JENSEN_SHANNON, distance);
    distances.put(
        DriftTest.TOTAL_VARIATION, new TotalVariation().measure(reference, current).statistic());
    distances.put(
        DriftTest.POPULATION_STABILITY,
        new PopulationStabilityIndex().measure(reference, current).statistic());
    Extent extent = Extent.of(DriftTest.JENSEN_SHANNON, distance, settings.minDistance());
    Double odds = OddsChange.largest(cells, settings.testLevel());
    if (odds != null) {
      distances.put(DriftTest.ODDS_RATIO, odds);
      extent = extent.or(Extent.ofOdds(odds, settings.minOdds()));
    }
    return new DriftTest(
        series.name(),
        Kinds.of(series.feature()),
        "chi-square",
        measured.statistic(),
        measured.pValue(),
        extent,
        distances,
        change());
  }

  private String change() {
    if (cells.referenceTotal() == 0 || cells.currentTotal() == 0) {
      return cells.currentTotal() == 0 ? "no value now" : "no value in the reference";
    }
    List<CategoryPairs.Cell> movers = cells.movers();
    List<String> names =
        HiddenValue.shown(movers.stream().map(CategoryPairs.Cell::category).toList());
    List<String> moves = new ArrayList<>();
    for (int i = 0; i < Math.min(NAMED_MOVERS, movers.size()); i++) {
      moves.add(
          String.format(
              "\"%s\" %s -> %s",
              names.get(i),
              Words.percent(cells.referenceShare(movers.get(i))),
              Words.percent(cells.currentShare(movers.get(i)))));
    }
    return String.join(", ", moves);
  }
}
