package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.statistics.PrincipalComponents;
import io.github.djlobservability.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the figures of an embedding that are watched beside its norm: the distance from the
 * reference's mean, and how far it goes along each of the reference's first principal components. A
 * change of direction shows in them though the norm stays.
 *
 * <p>Mean and components are of a half of the profile's sample, at most {@value #MAX_FITTED}
 * vectors; the distributions are of the others, which took no part, as those to come don't. The
 * half is drawn at random: every second vector would be all of one kind where two alternate. Equal
 * profiles give equal figures.
 *
 * <p>Immutable and thread-safe. An item takes {@value #COMPONENTS} + 1 passes over its vector.
 */
final class EmbeddingFigures {

  static final int COMPONENTS = 3;

  static final int MIN_VECTORS = 100;
  private static final int MAX_FITTED = 500;
  private static final long SEED = 42;

  private final int feature;
  private final double[] mean;
  private final double[][] components;
  private final List<FeatureReference> references = new ArrayList<>();

  private EmbeddingFigures(int feature, List<float[]> fitted) {
    this.feature = feature;
    this.mean = mean(fitted);
    this.components = components(fitted, mean);
  }

  /** Makes the figures of an embedding of a profile; null if its sample has too few vectors. */
  static @Nullable EmbeddingFigures of(ReferenceProfile profile, int feature) {
    RowSample sample = profile.sample();
    List<float[]> vectors = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    for (int i = 0; i < sample.size(); i++) {
      float[] vector = sample.row(i).embedding(feature);
      if (vector != null && isFinite(vector)) {
        vectors.add(vector);
        positions.add(sample.rowNumber(i));
      }
    }
    if (vectors.size() < MIN_VECTORS) {
      return null;
    }
    BitSet fitted = half(vectors.size());
    EmbeddingFigures figures =
        new EmbeddingFigures(feature, fitted.stream().mapToObj(vectors::get).toList());
    boolean ordered = profile.provenance().timeOrdered();
    figures.describe(
        profile,
        vectors,
        fitted,
        ordered ? positions.stream().mapToLong(p -> p).toArray() : new long[0]);
    return figures;
  }

  private static BitSet half(int count) {
    int[] order = IntStream.range(0, count).toArray();
    new SplitMix64(SEED).shuffle(order);
    BitSet half = new BitSet();
    Arrays.stream(order).limit(Math.min(MAX_FITTED, (count + 1) / 2)).forEach(half::set);
    return half;
  }

  private void describe(
      ReferenceProfile profile, List<float[]> vectors, BitSet fitted, long[] positions) {
    String name = profile.schema().feature(feature).name();
    boolean input = profile.schema().feature(feature).role() == FeatureRole.INPUT;
    DriftKind kind = input ? DriftKind.DATA : DriftKind.PREDICTION;
    for (int figure = 0; figure <= COMPONENTS; figure++) {
      double[] all = new double[vectors.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = figure(figure, vectors.get(i));
      }
      double[] unfitted =
          IntStream.range(0, all.length)
              .filter(i -> !fitted.get(i))
              .mapToDouble(i -> all[i])
              .toArray();
      FeatureReference reference =
          FeatureReference.derived(name + "." + label(figure), kind, unfitted);
      references.add(
          positions.length == 0
              ? reference
              : reference.withDependence(Dependence.ofNumbers(all, positions)));
    }
  }

  private static String label(int figure) {
    return figure == 0 ? "distance" : "component_" + figure;
  }

  /** Describes each figure in the reference. */
  List<FeatureReference> references() {
    return references;
  }

  /** Puts a row's figures into an item, from a feature on; none if it has no vector. */
  void fill(Item item, int from, Row row) {
    float[] vector = row.embedding(feature);
    if (vector == null || vector.length != mean.length) {
      return;
    }
    for (int figure = 0; figure <= COMPONENTS; figure++) {
      item.number(from + figure, figure(figure, vector));
    }
  }

  private double figure(int figure, float[] vector) {
    return figure == 0 ? distance(vector) : along(components[figure - 1], vector);
  }

  private double distance(float[] vector) {
    double squares = 0;
    for (int i = 0; i < mean.length; i++) {
      double gap = vector[i] - mean[i];
      squares += gap * gap;
    }
    return Math.sqrt(squares);
  }

  private double along(double[] direction, float[] vector) {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += (vector[i] - mean[i]) * direction[i];
    }
    return sum;
  }

  private static double[] mean(List<float[]> vectors) {
    double[] mean = new double[vectors.get(0).length];
    for (float[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / (double) vectors.size();
      }
    }
    return mean;
  }

  /** Returns the first components; zero where the vectors do not vary any more. */
  private static double[][] components(List<float[]> vectors, double[] mean) {
    double[][] centred = new double[vectors.size()][mean.length];
    for (int i = 0; i < centred.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        centred[i][j] = vectors.get(i)[j] - mean[j];
      }
    }
    PrincipalComponents all = PrincipalComponents.of(centred);
    double[][] first = new double[COMPONENTS][];
    for (int rank = 0; rank < COMPONENTS; rank++) {
      first[rank] = rank < all.count() ? all.direction(rank) : new double[mean.length];
    }
    return first;
  }

  private static boolean isFinite(float[] vector) {
    for (float element : vector) {
      if (!Float.isFinite(element)) {
        return false;
      }
    }
    return true;
  }
}
