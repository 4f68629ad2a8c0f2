package io.github.djlobservability.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashTableTest {
  private static final long SEED = 1;

  @Test
  void findsWhatAMapFinds() {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    HashTable table = new HashTable();
    Map<Long, Integer> map = new HashMap<>();
    for (int i = 1; i <= 50_000; i++) {
      // Few enough that many come twice.
      long hash = IdHash.class.hashCode() + random.nextLong(40_000) * 0x9E3779B97F4A7C15L;
      table.put(hash, i);
      map.put(hash, i);
    }
    assertThat(table.size()).isEqualTo(map.size());
    map.forEach((hash, place) -> assertThat(table.get(hash)).isEqualTo(place));
    assertThat(table.get(random.nextLong())).isEqualTo(HashTable.NONE);

    table.trim();
    map.forEach((hash, place) -> assertThat(table.get(hash)).isEqualTo(place));
    assertThat(table.bytes()).isLessThan(16L * map.size());
    table.put(5, 7);
    assertThat(table.get(5)).isEqualTo(7);
  }

  @Test
  void findsHashesAtBothEnds() {
    HashTable table = new HashTable();
    table.trim();
    for (long hash : new long[] {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      table.put(hash, 17);
      assertThat(table.get(hash)).isEqualTo(17);
    }
    assertThat(table.size()).isEqualTo(5);
  }

  @Test
  void similarIdsHaveDifferentHashes() {
    IdHash hash = new IdHash(SEED);
    Map<Long, String> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      for (String id : new String[] {"order-" + i, "" + i, i + "\u0000"}) {
        for (int row = Label.NO_ROW; row < 2; row++) {
          assertThat(seen.put(hash.of(id, row), id + " " + row)).isNull();
        }
      }
    }
    assertThat(hash.of("a", 0)).isEqualTo(new IdHash(SEED).of("a", 0));
    assertThat(hash.of("a", 0)).isNotEqualTo(new IdHash(SEED + 1).of("a", 0));
  }
}
