package io.github.djlobservability.payload.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells the languages of a reference's texts apart by their frequent words, without a dictionary.
 * Two words that are frequent and are hardly ever in one text, such as {@code the} and {@code der},
 * begin two groups; each text goes to the group whose words it has (naive Bayes, made anew until
 * nothing moves). The groups are two languages if either has less than half of the other's {@value
 * #COMMON} most frequent words in its texts; two subjects of one language share these. Each group
 * is parted in the same way, up to {@value #MOST} languages.
 *
 * <p>Equal texts give equal languages, the most frequent first. Immutable and thread-safe.
 */
public final class Languages {
  private static final int COMMON = 50;
  private static final int WORDS = 300;
  private static final int MOST = 8;

  /** Fewer texts tell no language. */
  private static final int LEAST_TEXTS = 20;

  private static final double LEAST_SHARE = 0.03;
  private static final double SAME = 0.5;
  private static final int ROUNDS = 10;

  private final int count;

  /** How likely each frequent word of any language is in a text of each, as logarithms. */
  private final Map<Integer, double[]> words = new HashMap<>();

  private Languages(List<Group> groups) {
    count = groups.size();
    for (Group group : groups) {
      for (int word : group.frequent) {
        words.computeIfAbsent(
            word, w -> groups.stream().mapToDouble(any -> any.logShare(w)).toArray());
      }
    }
  }

  /**
   * Finds the languages of texts.
   *
   * @param texts hashes of the different words of each
   */
  public static Languages of(List<int[]> texts) {
    List<Group> open = new ArrayList<>(List.of(new Group(texts)));
    List<Group> found = new ArrayList<>();
    int least = (int) Math.max(LEAST_TEXTS, LEAST_SHARE * texts.size());
    while (!open.isEmpty()) {
      Group group = open.remove(open.size() - 1);
      List<Group> parts =
          found.size() + open.size() + 2 <= MOST ? group.parted(least) : List.of(group);
      (parts.size() == 1 ? found : open).addAll(parts);
    }
    found.sort(Comparator.comparingInt((Group group) -> group.texts.size()).reversed());
    return new Languages(found);
  }

  /** Returns how many there are; 1 where the texts are all of one. */
  public int count() {
    return count;
  }

  /**
   * Returns which of the languages a text is likely of, from 0; -1 where it has none of their
   * frequent words.
   *
   * @param of hashes of its different words
   */
  public int of(int[] of) {
    double[] scores = new double[count];
    boolean any = false;
    for (int word : of) {
      double[] shares = words.get(word);
      for (int i = 0; shares != null && i < count; i++) {
        scores[i] += shares[i];
      }
      any |= shares != null;
    }
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return any ? best : -1;
  }

  /** Some of the texts, with the words that are frequent in them. */
  private static final class Group {
    private final List<int[]> texts;
    private final Map<Integer, Integer> textsWith = new HashMap<>();
    private final List<Integer> words;
    private final Set<Integer> frequent;

    Group(List<int[]> texts) {
      this.texts = texts;
      for (int[] text : texts) {
        for (int word : text) {
          textsWith.merge(word, 1, Integer::sum);
        }
      }
      words =
          textsWith.entrySet().stream()
              .sorted(
                  Map.Entry.<Integer, Integer>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(WORDS)
              .map(Map.Entry::getKey)
              .toList();
      frequent = new HashSet<>(words);
    }

    private List<Integer> common() {
      return words.subList(0, Math.min(COMMON, words.size()));
    }

    double logShare(int word) {
      return Math.log((textsWith.getOrDefault(word, 0) + 0.5) / (texts.size() + 1));
    }

    /** Returns two groups if these are two languages, else this one. */
    List<Group> parted(int least) {
      List<Group> parts = begin();
      for (int round = 0; round < ROUNDS && parts.size() == 2; round++) {
        List<int[]> one = new ArrayList<>();
        List<int[]> other = new ArrayList<>();
        for (int[] text : texts) {
          (score(text, parts.get(0)) >= score(text, parts.get(1)) ? one : other).add(text);
        }
        boolean still = one.size() == parts.get(0).texts.size() && round > 0;
        parts =
            one.isEmpty() || other.isEmpty()
                ? List.of()
                : List.of(new Group(one), new Group(other));
        if (still) {
          break;
        }
      }
      boolean two =
          parts.size() == 2
              && parts.stream().allMatch(part -> part.texts.size() >= least)
              && parts.get(0).hasLessOf(parts.get(1))
              && parts.get(1).hasLessOf(parts.get(0));
      return two ? parts : List.of(this);
    }

    private double score(int[] text, Group part) {
      double score = 0;
      for (int word : text) {
        score += frequent.contains(word) ? part.logShare(word) : 0;
      }
      return score;
    }

    /** Texts with one of two words that are seldom together, but not with the other. */
    private List<Group> begin() {
      List<Integer> common = common();
      List<BitSet> with = new ArrayList<>();
      for (int word : common) {
        BitSet places = new BitSet();
        IntStream.range(0, texts.size())
            .filter(i -> IntStream.of(texts.get(i)).anyMatch(w -> w == word))
            .forEach(places::set);
        with.add(places);
      }
      double furthest = 0;
      List<Group> parts = List.of();
      for (int i = 0; i < with.size(); i++) {
        for (int j = 0; j < i; j++) {
          BitSet both = (BitSet) with.get(i).clone();
          both.and(with.get(j));
          double expected =
              (double) with.get(i).cardinality() * with.get(j).cardinality() / texts.size();
          if (expected - both.cardinality() > furthest) {
            furthest = expected - both.cardinality();
            parts = List.of(without(with.get(i), both), without(with.get(j), both));
          }
        }
      }
      return parts.stream().allMatch(part -> part.texts.size() > 0) ? parts : List.of();
    }

    private Group without(BitSet places, BitSet both) {
      BitSet own = (BitSet) places.clone();
      own.andNot(both);
      return new Group(own.stream().mapToObj(texts::get).toList());
    }

    /** Whether the common words of another group are less than half as frequent here. */
    private boolean hasLessOf(Group other) {
      double here = 0;
      double there = 0;
      for (int word : other.common()) {
        here += (double) textsWith.getOrDefault(word, 0) / texts.size();
        there += (double) other.textsWith.getOrDefault(word, 0) / other.texts.size();
      }
      return here < SAME * there;
    }
  }
}
