package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.CategoryCells;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.drift.reference.NumericCells;
import io.github.djlobservability.drift.reference.QualityReference;
import io.github.djlobservability.payload.Aspect;
import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.image.ImageFigure;
import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.ValueRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches rows against a reference profile: each series of inputs, predictions and scores is a
 * feature of the monitor, under the series' name, and so are figures of embeddings and of texts
 * (see {@link EmbeddingFigures} and {@link TextFigures}). Targets are left out: they come later.
 *
 * <p>Immutable and thread-safe.
 */
public final class ProfiledModel {

  /** Values that are all the same count as no more than this. */
  private static final long MOST_ALIKE = 100_000;

  private final List<Series> watched;

  /** For each series watched, what of it is rounding; null where nothing is. */
  private final @Nullable RoundOff[] rounding;

  private final List<EmbeddingFigures> embeddings;
  private final List<TextFigures> texts;
  private final @Nullable SpeakingPace pace;
  private final ReferenceProfile profile;
  private final List<FeatureReference> features;
  private final List<NotWatched> notWatched = new ArrayList<>();

  /** Reads this profile. */
  public ProfiledModel(ReferenceProfile profile) {
    this.profile = profile;
    watched =
        profile.schema().series().stream()
            .filter(series -> series.feature().role() != FeatureRole.TARGET)
            .filter(series -> !series.feature().isSampled() || hasEnough(profile, series))
            .toList();
    rounding = new RoundOff[watched.size()];
    features = new ArrayList<>();
    for (int i = 0; i < rounding.length; i++) {
      Series series = watched.get(i);
      rounding[i] = series.isCategorical() ? null : RoundOff.of(profile.numeric(series));
      features.add(feature(profile, series, rounding[i]));
    }
    embeddings = embeddings(profile, features);
    embeddings.forEach(figures -> features.addAll(figures.references()));
    texts = texts(profile, features);
    texts.forEach(figures -> features.addAll(figures.references()));
    pace = pace(profile, features);
    if (pace != null) {
      features.add(pace.reference());
    }
    ModelReference compared = reference().compared();
    notWatched.addAll(RowNeeds.of(compared).notWatched());
    notWatched.addAll(CategoryNeeds.notWatched(features));
    notWatched.addAll(TrialNeeds.notWatched(compared));
    notWatched.addAll(FewValues.of(profile));
    profile.otherKeys().forEach(name -> notWatched.add(NotWatched.ofOtherKey(name)));
  }

  private static boolean hasEnough(ReferenceProfile profile, Series series) {
    return profile.numeric(series).count() >= EmbeddingFigures.MIN_VECTORS;
  }

  /**
   * Returns the reference that a monitor needs, whose rows are made anew: nothing needs them for
   * long, and they are as large as the profile.
   */
  public ModelReference reference() {
    boolean allRows = profile.sample().size() == profile.rowCount();
    return new ModelReference(features, rows(profile.sample(), features), allRows);
  }

  /** Returns all that is not watched because of what the profile has. */
  public List<NotWatched> notWatched() {
    return List.copyOf(notWatched);
  }

  /** Returns the series watched, in the order of the monitor's first features. */
  public List<Series> series() {
    return watched;
  }

  /** Puts a row of the profile's schema into an item that has been started. */
  public void fill(Item item, Row row) {
    fillSeries(item, row);
    int from = watched.size();
    for (EmbeddingFigures figures : embeddings) {
      figures.fill(item, from, row);
      from += figures.references().size();
    }
    for (TextFigures figures : texts) {
      figures.fill(item, from, row);
      from += figures.references().size();
    }
    if (pace != null) {
      pace.fill(item, from, row);
    }
  }

  /**
   * Puts a row into an item of which some features are not known, and at no fault.
   *
   * @param untold features of the schema, by their indexes
   */
  public void fill(Item item, Row row, BitSet untold) {
    fill(item, row);
    for (int i = 0; i < watched.size() && !untold.isEmpty(); i++) {
      if (untold.get(watched.get(i).featureIndex())) {
        item.untold(i);
      }
    }
  }

  private void fillSeries(Item item, Row row) {
    for (int i = 0; i < watched.size(); i++) {
      Series series = watched.get(i);
      if (series.feature().isSampled() && row.isMissing(series.featureIndex())) {
        item.untold(i);
      } else if (row.isWrongType(series.featureIndex())) {
        item.wrongType(i);
      } else if (series.isCategorical()) {
        item.category(i, row.category(series));
      } else {
        RoundOff round = rounding[i];
        double number = row.number(series);
        item.number(i, round == null ? number : round.of(number));
      }
    }
  }

  /** One whose figures would be called as a feature is called stands back. */
  private static List<EmbeddingFigures> embeddings(
      ReferenceProfile profile, List<FeatureReference> features) {
    Set<String> names = new HashSet<>();
    features.forEach(feature -> names.add(feature.name()));
    List<EmbeddingFigures> all = new ArrayList<>();
    for (int i = 0; i < profile.schema().size(); i++) {
      Feature feature = profile.schema().feature(i);
      boolean watched = feature.role() != FeatureRole.TARGET;
      if (watched && feature.type() == FeatureType.EMBEDDING) {
        EmbeddingFigures figures = EmbeddingFigures.of(profile, i);
        if (figures != null && figures.references().stream().allMatch(f -> names.add(f.name()))) {
          all.add(figures);
        }
      }
    }
    return all;
  }

  private static @Nullable SpeakingPace pace(
      ReferenceProfile profile, List<FeatureReference> features) {
    SpeakingPace pace = SpeakingPace.of(profile);
    return pace == null || features.stream().anyMatch(f -> f.name().equals(pace.reference().name()))
        ? null
        : pace;
  }

  private static List<TextFigures> texts(
      ReferenceProfile profile, List<FeatureReference> features) {
    Set<String> names = new HashSet<>();
    features.forEach(feature -> names.add(feature.name()));
    List<TextFigures> all = new ArrayList<>();
    for (int i = 0; i < profile.schema().size(); i++) {
      Feature feature = profile.schema().feature(i);
      TextFigures figures =
          feature.role() != FeatureRole.TARGET && feature.type() == FeatureType.TEXT
              ? TextFigures.of(profile, i)
              : null;
      if (figures != null && figures.references().stream().allMatch(f -> names.add(f.name()))) {
        all.add(figures);
      }
    }
    return all;
  }

  private static FeatureReference feature(
      ReferenceProfile profile, Series series, @Nullable RoundOff rounding) {
    FeatureRole role = series.feature().role();
    DriftKind kind = role == FeatureRole.INPUT ? DriftKind.DATA : DriftKind.PREDICTION;
    FeatureReference feature =
        series.isCategorical()
            ? categorical(profile, series, kind)
            : rounding == null
                ? numeric(profile, series, kind)
                : constant(profile, series, kind, rounding.value());
    FeatureReference known =
        isFigure(profile.schema(), series.feature()) ? feature.asFigure() : feature;
    return profile.provenance().timeOrdered() && rounding == null
        ? inTime(profile.sample(), series, known)
        : known;
  }

  /** Returns whether a feature is a text, or of a recording or an image by all its names. */
  private static boolean isFigure(Schema schema, Feature feature) {
    String field = feature.name().substring(0, feature.name().lastIndexOf('.') + 1);
    return feature.type() == FeatureType.TEXT
        || schema.indexOf(field + AudioFigure.NOISE_FLOOR.label()) >= 0
        || schema.indexOf(field + ImageFigure.SHARPNESS.label()) >= 0;
  }

  private static FeatureReference inTime(
      RowSample sample, Series series, FeatureReference feature) {
    if (sample.size() == 0) {
      return feature;
    }
    long[] positions = positions(sample);
    if (series.isCategorical()) {
      return feature.inTimeOrder(sample.categories(series), positions);
    }
    double[] numbers = sample.numbers(series);
    FeatureReference dependent = feature.inTimeOrder(numbers, positions);
    long[] times = sample.times();
    return times == null ? dependent : dependent.withoutCycle(numbers, times, positions);
  }

  private static long[] positions(RowSample sample) {
    return IntStream.range(0, sample.size()).mapToLong(sample::rowNumber).toArray();
  }

  private static FeatureReference categorical(
      ReferenceProfile profile, Series series, DriftKind kind) {
    CategoryCounts counts = profile.categories(series);
    return FeatureReference.categorical(
        series.name(),
        kind,
        CategoryCells.of(counts.counts(), counts.other()),
        quality(profile, series, 0));
  }

  private static FeatureReference numeric(ReferenceProfile profile, Series series, DriftKind kind) {
    NumericProfile numbers = profile.numeric(series);
    NumberSummary summary =
        new NumberSummary(
            numbers.minimum(), numbers.maximum(), numbers.mean(), numbers.standardDeviation());
    return FeatureReference.numeric(
        series.name(),
        kind,
        cells(profile, series, numbers),
        summary,
        quality(profile, series, numbers.nanCount()));
  }

  private static FeatureReference constant(
      ReferenceProfile profile, Series series, DriftKind kind, double value) {
    NumericProfile numbers = profile.numeric(series);
    double[] values = new double[(int) Math.min(MOST_ALIKE, numbers.count())];
    Arrays.fill(values, value);
    return FeatureReference.numeric(
        series.name(),
        kind,
        NumericCells.ofSample(values),
        new NumberSummary(value, value, value, 0),
        quality(profile, series, numbers.nanCount()));
  }

  /** Exact when the sample holds all rows; otherwise from the sketch, which has seen them all. */
  private static NumericCells cells(
      ReferenceProfile profile, Series series, NumericProfile numbers) {
    if (profile.sample().size() == profile.rowCount() || numbers.count() <= NumericCells.MAX_CUTS) {
      double[] sample = profile.sample().numbers(series);
      return NumericCells.ofSample(
          Arrays.stream(sample).filter(value -> !Double.isNaN(value)).toArray());
    }
    double[] shares =
        IntStream.rangeClosed(1, NumericCells.MAX_CUTS)
            .mapToDouble(i -> i / (NumericCells.MAX_CUTS + 1.0))
            .toArray();
    return NumericCells.ofQuantiles(numbers.quantiles(shares), numbers.count());
  }

  private static QualityReference quality(ReferenceProfile profile, Series series, long nan) {
    FeatureProfile feature = profile.feature(series.featureIndex());
    ValueRules rules = feature.rules();
    boolean first = series.aspect() == series.feature().type().aspects().get(0);
    boolean bounded = series.aspect() == Aspect.VALUE;
    return new QualityReference(
        first,
        feature.missing() + nan,
        feature.wrongType(),
        bounded ? rules.minimum() : Double.NEGATIVE_INFINITY,
        bounded ? rules.maximum() : Double.POSITIVE_INFINITY,
        rules.knownCategoriesOnly());
  }

  /** Figures of embeddings take no part: half of the rows went into their making. */
  private List<double[]> rows(RowSample sample, List<FeatureReference> features) {
    Item item = new Item(features.toArray(new FeatureReference[0]));
    List<double[]> rows = new ArrayList<>();
    for (SampledRow sampled : sample.rows()) {
      fillSeries(item.start(sampled.epochMillis(), null), sampled.row());
      rows.add(item.comparedOrNaN());
    }
    return rows;
  }
}
