package io.github.djlobservability.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSampleTest {
  private static final int ROWS = 600;

  private final Schema schema =
      new Schema(
          List.of(
              new Feature("whole", FeatureType.NUMERIC, FeatureRole.INPUT),
              new Feature("tenths", FeatureType.NUMERIC, FeatureRole.INPUT),
              new Feature("few", FeatureType.CATEGORICAL, FeatureRole.INPUT),
              new Feature("many", FeatureType.CATEGORICAL, FeatureRole.INPUT),
              new Feature("comment", FeatureType.TEXT, FeatureRole.INPUT)));

  @Test
  void rowsAreAsTheyWere() {
    List<SampledRow> rows = rows();
    RowSample sample = new RowSample(rows);
    assertThat(sample.size()).isEqualTo(ROWS);
    for (int i = 0; i < ROWS; i++) {
      SampledRow found = sample.rows().get(i);
      SampledRow was = rows.get(i);
      assertThat(found.rowNumber()).isEqualTo(was.rowNumber());
      assertThat(found.priority()).isEqualTo(was.priority());
      assertThat(found.epochMillis()).isEqualTo(was.epochMillis());
      assertSame(found.row(), was.row());
    }
  }

  private void assertSame(Row found, Row was) {
    for (int feature = 0; feature < schema.size(); feature++) {
      assertThat(found.number(feature)).isEqualTo(Double.valueOf(was.number(feature)));
      assertThat(found.category(feature)).isEqualTo(was.category(feature));
      assertThat(found.isMissing(feature)).isEqualTo(was.isMissing(feature));
      assertThat(found.wrongValue(feature)).isEqualTo(was.wrongValue(feature));
      assertThat(found.text(feature)).isSameAs(was.text(feature));
    }
  }

  @Test
  void seriesAreThoseOfTheRows() {
    List<SampledRow> rows = rows();
    RowSample sample = new RowSample(rows);
    for (Series series : schema.series()) {
      if (series.isCategorical()) {
        assertThat(sample.categories(series))
            .isEqualTo(rows.stream().map(one -> one.row().category(series)).toList());
      } else {
        assertThat(sample.numbers(series))
            .isEqualTo(rows.stream().mapToDouble(one -> one.row().number(series)).toArray());
      }
    }
  }

  @Test
  void takesWhatItsValuesTake() {
    List<SampledRow> rows = new ArrayList<>();
    Schema one = new Schema(List.of(new Feature("n", FeatureType.NUMERIC, FeatureRole.INPUT)));
    RowBuilder builder = new RowBuilder(one);
    for (int i = 0; i < 10_000; i++) {
      rows.add(new SampledRow(i, i, builder.put(0, i).build(), SampledRow.NO_TIME));
    }
    assertThat(new RowSample(rows).heldBytes()).isBetween(120_000L, 121_000L);
  }

  private List<SampledRow> rows() {
    RowBuilder builder = new RowBuilder(schema);
    List<SampledRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      builder.put(0, i).put(1, i / 10.0).put(2, "f" + i % 3).put(3, "m" + i);
      builder.put(4, "a text of " + i % 5);
      if (i % 7 == 0) {
        builder.missing(i % schema.size());
      }
      if (i % 11 == 0) {
        builder.wrong(0, "none");
      }
      long time = i == 5 ? SampledRow.NO_TIME : 60_000L * i;
      rows.add(new SampledRow(2L * i, 100L - i, builder.build(), time));
    }
    return rows;
  }
}
