package io.github.djlobservability.profile;

import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows with every type of feature, and with what goes wrong in rows. */
public final class SampleRows {

  public static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("income", FeatureType.NUMERIC),
              Feature.input("state", FeatureType.CATEGORICAL),
              Feature.input("member", FeatureType.BOOLEAN),
              Feature.input("review", FeatureType.TEXT),
              Feature.input("meaning", FeatureType.EMBEDDING),
              Feature.input("image", FeatureType.TENSOR_SUMMARY),
              new Feature("class", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
              new Feature("probability", FeatureType.NUMERIC, FeatureRole.SCORE)));

  public static final Provenance PROVENANCE =
      new Provenance(
          Instant.parse("2026-11-01T12:00:00Z"),
          "0.1.0",
          List.of("rows.csv"),
          "model",
          "1.0",
          true);

  private static final String[] WORDS = {"good", "bad", "cheap", "slow", "fast", "broken", "new"};

  private SampleRows() {}

  public static List<Row> rows(int count, long seed) {
    return rows(new RowBuilder(SCHEMA), count, seed);
  }

  public static List<Row> rows(RowBuilder builder, int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fill(builder, random);
      rows.add(builder.build());
    }
    return rows;
  }

  private static void fill(RowBuilder builder, Random random) {
    builder
        .put(0, random.nextInt(80))
        .put(1, Math.exp(random.nextGaussian()))
        .put(2, "state" + (int) Math.abs(3 * random.nextGaussian()))
        .put(3, random.nextBoolean())
        .put(4, text(random))
        .put(5, new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()})
        .put(6, TensorSummary.of(random.doubles(10).toArray()))
        .put(7, random.nextInt(3))
        .put(8, random.nextDouble());
    switch (random.nextInt(10)) {
      case 0 -> builder.missing(1);
      case 1 -> builder.wrong(2, "?");
      case 2 -> builder.put(1, Double.NaN);
      case 3 -> builder.put(1, Double.POSITIVE_INFINITY);
      case 4 -> builder.missing(4).missing(5).missing(6).missing(3);
      default -> {}
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= random.nextInt(6); i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.append(random.nextInt(500)).toString();
  }

  public static ReferenceProfile profile(List<Row> rows, ProfileLimits limits, long seed) {
    ProfileBuilder builder = new ProfileBuilder(SCHEMA, limits, seed);
    rows.forEach(builder::add);
    return builder.build(PROVENANCE);
  }

  public static Series series(String name) {
    return SCHEMA.series().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
