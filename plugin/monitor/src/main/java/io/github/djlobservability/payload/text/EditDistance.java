package io.github.djlobservability.payload.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the insertions, deletions and substitutions that make one sequence of another, at least
 * (Levenshtein). Stateless.
 *
 * <p>64 places at once: H. Hyyrö, <i>A Bit-Vector Algorithm for Computing Levenshtein and Damerau
 * Edit Distances</i>, Nordic Journal of Computing 10, 2003, after G. Myers. Time: the product of
 * the lengths, by 64.
 */
final class EditDistance {
  private static final long[] NOWHERE = new long[0];

  private EditDistance() {}

  /** Returns the distance of two sequences. */
  static int of(int[] one, int[] other) {
    int same = 0;
    int least = Math.min(one.length, other.length);
    while (same < least && one[same] == other[same]) {
      same++;
    }
    int end = 0;
    while (end < least - same && one[one.length - 1 - end] == other[other.length - 1 - end]) {
      end++;
    }
    int rows = one.length - same - end;
    int columns = other.length - same - end;
    return rows == 0 || columns == 0
        ? rows + columns
        : of(places(one, same, rows), rows, other, same, columns);
  }

  /** Returns where each symbol stands, as bits. */
  private static Map<Integer, long[]> places(int[] of, int from, int length) {
    Map<Integer, long[]> places = new HashMap<>();
    int words = words(length);
    for (int i = 0; i < length; i++) {
      long[] bits = places.computeIfAbsent(of[from + i], symbol -> new long[words]);
      bits[i / Long.SIZE] |= 1L << i;
    }
    return places;
  }

  private static int words(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  private static int of(Map<Integer, long[]> places, int rows, int[] text, int from, int columns) {
    int words = words(rows);
    long[] positive = new long[words];
    long[] negative = new long[words];
    Arrays.fill(positive, -1L);
    long last = 1L << (rows - 1);
    int distance = rows;
    for (int column = 0; column < columns; column++) {
      long[] matches = places.getOrDefault(text[from + column], NOWHERE);
      long up = 1;
      long down = 0;
      for (int word = 0; word < words; word++) {
        long match = (matches.length == 0 ? 0 : matches[word]) | down;
        long vertical = positive[word];
        long diagonal = (((match & vertical) + vertical) ^ vertical) | match | negative[word];
        long more = negative[word] | ~(diagonal | vertical);
        long fewer = diagonal & vertical;
        if (word == words - 1) {
          distance += (more & last) != 0 ? 1 : 0;
          distance -= (fewer & last) != 0 ? 1 : 0;
        }
        long moreCarried = more << 1 | up;
        long fewerCarried = fewer << 1 | down;
        up = more >>> (Long.SIZE - 1);
        down = fewer >>> (Long.SIZE - 1);
        positive[word] = fewerCarried | ~(diagonal | moreCarried);
        negative[word] = moreCarried & diagonal;
      }
    }
    return distance;
  }
}
