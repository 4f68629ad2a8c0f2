package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoryChoiceTest {

  private static final int REFERENCES = 200;

  @Test
  void whereAllAreWatchedAllValuesAreCounted() {
    CategoryCells cells = CategoryCells.of(Map.of("a", 70L, "b", 900L, "c", 4L), 0);
    assertThat(cells.names()).containsExactly("b", "a");
    assertThat(cells.counts()).containsExactly(900, 70, 4);
    assertThat(cells.values()).isEqualTo(974);
  }

  @Test
  void ofManyTheFrequentOnesAreChosen() {
    Map<String, Long> all = new HashMap<>(Map.of("a", 300L, "b", 200L, "c", 150L));
    for (int i = 0; i < 350; i++) {
      all.put("x" + i, 1L);
    }
    CategoryCells cells = CategoryCells.of(all, 0);
    assertThat(cells.names()).containsExactly("a", "b", "c");
    assertThat(cells.values()).isEqualTo(1_000);
    assertThat(cells.counts()).containsExactly(300, 200, 150, 350);
    assertThat(cells.cell("x7")).isEqualTo(cells.otherCell());
  }

  /** The values that choose have a dozen of each of 30, and of that one by luck no more. */
  @Test
  void aCategoryThatIsSurelyMoreFrequentIsAlwaysChosen() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < REFERENCES; i++) {
      Map<String, Long> all = equal(30, 1_800, random);
      all.put("often", 100L);
      CategoryCells cells = CategoryCells.of(all, 0);
      assertThat(cells.names()).startsWith("often").hasSize(CategoryCells.MAX_CATEGORIES);
    }
  }

  /** All values of the sure ones are counted, and the others' shares are those of their part. */
  @Test
  void sureCategoriesLeaveTheOthersTheirShare() {
    SplittableRandom random = new SplittableRandom(10);
    double watched = 0;
    for (int i = 0; i < REFERENCES; i++) {
      Map<String, Long> all = equal(2_000, 4_000, random);
      all.put("often", 1_000L);
      CategoryCells cells = CategoryCells.of(all, 0);
      assertThat(cells.share(0)).isCloseTo(0.2, within(1e-9));
      watched += 0.8 - cells.share(cells.otherCell());
    }
    assertThat(watched / REFERENCES).isCloseTo(0.8 * 15 / 2_000.0, within(0.0005));
  }

  @Test
  void theSameReferenceAlwaysChoosesTheSame() {
    Map<String, Long> counted = equal(2_000, 4_000, new SplittableRandom(1));
    CategoryCells cells = CategoryCells.of(counted, 0);
    CategoryCells again = CategoryCells.of(new HashMap<>(counted), 0);
    assertThat(again.names()).isEqualTo(cells.names()).hasSize(CategoryCells.MAX_CATEGORIES);
    assertThat(again.counts()).isEqualTo(cells.counts());
  }

  /** They had 3.7 % when the values that chose them were counted, too. */
  @Test
  void thoseThatAreFrequentByLuckHaveTheirTrueShare() {
    SplittableRandom random = new SplittableRandom(7);
    double watched = 0;
    for (int i = 0; i < REFERENCES; i++) {
      CategoryCells cells = CategoryCells.of(equal(2_000, 4_000, random), 0);
      watched += 1 - cells.share(cells.otherCell());
    }
    // A standard error of all of them is 0.0001.
    assertThat(watched / REFERENCES).isCloseTo(16 / 2_000.0, within(0.0004));
  }

  /** Of the first 1,000 that came one more each than of those that came later. */
  @Test
  void thoseThatWereToldApartBecauseTheyCameHaveNoMoreThanTheirShare() {
    SplittableRandom random = new SplittableRandom(8);
    double share = 0;
    double watched = 0;
    for (int i = 0; i < REFERENCES; i++) {
      Map<String, Long> told = new HashMap<>();
      long other = 0;
      for (int row = 0; row < 20_000; row++) {
        String name = Integer.toString(random.nextInt(4_000));
        if (told.size() < 1_000 || told.containsKey(name)) {
          told.merge(name, 1L, Long::sum);
        } else {
          other++;
        }
      }
      CategoryCells cells = CategoryCells.of(told, other);
      assertThat(cells.values()).isEqualTo(20_000);
      share += 1 - cells.share(cells.otherCell());
      watched += cells.watched();
    }
    // With their first values it would be a fifth more.
    assertThat(share / watched).isCloseTo(1 / 4_000.0, within(0.08 / 4_000));
  }

  @Test
  void aFewValuesOfManyCategoriesChooseByHalf() {
    Map<String, Long> all = new HashMap<>(Map.of("a", 30L));
    for (int i = 0; i < 30; i++) {
      all.put("x" + i, 1L);
    }
    CategoryCells cells = CategoryCells.of(all, 0);
    assertThat(cells.names()).containsExactly("a");
    assertThat(cells.counts()[0] + cells.counts()[1]).isEqualTo(60);
    assertThat(cells.counts()[0]).isEqualTo(30);
    assertThat(CategoryCells.of(Map.of(), 3).counts()).containsExactly(2);
  }

  private static Map<String, Long> equal(int categories, int rows, SplittableRandom random) {
    Map<String, Long> counted = new HashMap<>();
    for (int i = 0; i < rows; i++) {
      counted.merge(Integer.toString(random.nextInt(categories)), 1L, Long::sum);
    }
    return counted;
  }
}
