package io.github.djlobservability.suite.models;

import io.github.djlobservability.suite.model.Tensors;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A row of what the models of this package are about, and what they say of it: export.py has the
 * coefficients. They are sure of most rows, so that a float holds many scores no better than as 1.
 */
record Applicant(float age, long visits, long region) {

  static final double AGE_DEVIATION = 12;
  static final String HEADER = "age,visits,region,label,probability,truth";

  private static final int MOST_VISITS = 7;
  private static final int REGIONS = 4;

  static Applicant random(SplittableRandom random) {
    return new Applicant(
        (float) (45 + AGE_DEVIATION * random.nextGaussian()),
        random.nextInt(MOST_VISITS),
        random.nextInt(REGIONS));
  }

  /** Returns somebody who is older by one standard deviation. */
  Applicant older() {
    return new Applicant((float) (age + AGE_DEVIATION), visits, region);
  }

  private double probability() {
    return 1 / (1 + Math.exp(54 - 1.2 * age - 1.5 * visits + 2.0 * region));
  }

  int label() {
    return probability() > 0.5 ? 1 : 0;
  }

  /** Returns the line of a reference as scikit-learn computes it: in doubles. */
  String csv(int truth) {
    double score = Math.max(probability(), 1 - probability());
    return String.format(
        Locale.ROOT, "%s,%d,%d,%d,%s,%d", age, visits, region, label(), score, truth);
  }

  /** Returns the row as DJL's default takes it in JSON: a tensor of a row. */
  String json() {
    return String.format(Locale.ROOT, "[[%s, %d, %d]]", age, visits, region);
  }

  /** Returns the row as a tensor for each column. */
  byte[] npz() {
    Map<String, Number> row = new LinkedHashMap<>();
    row.put("age", age);
    row.put("visits", visits);
    row.put("region", region);
    return Tensors.npz(row);
  }
}
