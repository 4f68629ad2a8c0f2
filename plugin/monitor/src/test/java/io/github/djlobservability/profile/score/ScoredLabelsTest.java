package io.github.djlobservability.profile.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoredLabelsTest {
  private static final long SEED = 7;
  private static final int ROWS = 30_000;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Feature("age", FeatureType.NUMERIC, FeatureRole.INPUT),
              new Feature("said", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
              new Feature("sure", FeatureType.NUMERIC, FeatureRole.SCORE),
              new Feature("label", FeatureType.CATEGORICAL, FeatureRole.TARGET)));

  private static List<Row> rows(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    RowBuilder builder = new RowBuilder(SCHEMA);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double probability = random.nextDouble() * random.nextDouble();
      boolean yes = probability > 0.5;
      builder.put(0, random.nextDouble()).put(1, yes ? "1" : "0");
      builder.put(2, yes ? probability : 1 - probability);
      rows.add(builder.put(3, random.nextDouble() < probability ? "1" : "0").build());
    }
    return rows;
  }

  private static ReferenceProfile profile(List<Row> rows, long seed) {
    ProfileBuilder builder = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), seed);
    rows.forEach(builder::add);
    return builder.build(new Provenance(Instant.EPOCH, "1", List.of(), null, null, true));
  }

  private static ScoredLabels labels(ReferenceProfile profile) {
    return Objects.requireNonNull(profile.scoredLabels());
  }

  private static ScoredLabels counted(List<Row> rows) {
    ScoredLabelsBuilder builder = new ScoredLabelsBuilder(1);
    for (Row row : rows) {
      String said = Objects.requireNonNull(row.category(1));
      String label = Objects.requireNonNull(row.category(3));
      builder.add(said, label, Map.of(said, row.number(2)));
    }
    return Objects.requireNonNull(builder.build());
  }

  @Test
  void countsAllRowsInBoundedCells() {
    ScoredLabels labels = labels(profile(rows(ROWS), 0));
    assertThat(labels.rows()).isEqualTo(ROWS);
    assertThat(labels.cells())
        .isBetween(ScoredLabelsBuilder.MAX_CELLS / 4L, (long) ScoredLabelsBuilder.MAX_CELLS);
    assertThat(labels.each()).isEmpty();
    long rows = 0;
    for (List<ScoreCell> cells : labels.said()) {
      for (ScoreCell cell : cells) {
        rows += cell.rows();
        assertThat(cell.high() - cell.low()).isCloseTo(0, within(0.001));
      }
    }
    assertThat(rows).isEqualTo(ROWS);
  }

  @Test
  void aSampleOfAllRowsNeedsNoCounts() {
    assertThat(profile(rows(1000), 0).scoredLabels()).isNull();
  }

  @Test
  void partsMergeToWhatOneBuilderCounts() {
    List<Row> rows = rows(ROWS);
    ReferenceProfile merged =
        ProfileBuilder.merge(
            List.of(
                profile(rows.subList(0, 15_000), 1),
                profile(rows.subList(15_000, 16_000), 2),
                profile(rows.subList(16_000, ROWS), 3)));
    assertSame(labels(merged), counted(rows));
  }

  private static void assertSame(ScoredLabels found, ScoredLabels wanted) {
    assertThat(found.shift()).isEqualTo(wanted.shift());
    assertThat(found.classes()).isEqualTo(wanted.classes());
    assertThat(found.confusion()).isDeepEqualTo(wanted.confusion());
    assertThat(found.said()).isEqualTo(wanted.said());
    assertThat(found.each()).isEqualTo(wanted.each());
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    ReferenceProfile profile = profile(rows(ROWS), 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProfileFile.write(profile, bytes);
    ReferenceProfile read =
        ProfileFile.read(new ByteArrayInputStream(bytes.toByteArray()), "profile");
    assertSame(labels(read), labels(profile));
    assertThat(labels(read.without(Set.of("age"))).rows()).isEqualTo(ROWS);
    assertThat(read.without(Set.of("sure")).scoredLabels()).isNull();
  }

  @Test
  void cellsOfComplementsAreTheMirroredOnes() {
    for (int shift = 0; shift < 60; shift += 5) {
      long before = Long.MIN_VALUE;
      for (double score : new double[] {-1e300, -1, -0.0, 1e-300, 0.2, 0.5, 0.7, 1, 3, 1e300}) {
        long key = ScoreKey.of(score, shift);
        assertThat(key).isGreaterThanOrEqualTo(before);
        before = key;
      }
    }
    List<ScoreCell> cells = counted(rows(ROWS)).said().get(0);
    List<ScoreCell> mirrored = ScoreCell.joined(cells.stream().map(ScoreCell::mirrored).toList());
    List<ScoreCell> both = new ArrayList<>(mirrored);
    both.addAll(mirrored);
    assertThat(mirrored).hasSameSizeAs(cells);
    assertThat(ScoreCell.joined(both)).hasSameSizeAs(cells);
  }
}
