package io.github.djlobservability.drift.concept;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Keeps the error rates of each predicted class before each change, so that a state is known again
 * when it comes back. The last {@value #KEPT} are kept; the first of them is the reference at the
 * start. Memory: 2 kB.
 */
final class ConceptMemory {

  private static final int KEPT = 8;

  /** Less likely than this to be the same. */
  private static final double DIFFERS = 0.01;

  /** At least as likely as this to be the same. */
  private static final double AGREES = 0.05;

  private final int size;
  private final List<long[]> concepts = new ArrayList<>();

  /** Errors and others of each class, in turn. */
  private long[] current;

  private long wanted;

  /**
   * @param reference errors and others of each class, in turn
   */
  ConceptMemory(long[] reference) {
    size = reference.length;
    concepts.add(reference);
    current = new long[size];
  }

  /**
   * Starts afresh, since another concept may hold from now on; it is looked at for {@code items}
   * items.
   */
  void restart(long items) {
    wanted = items;
    current = new long[size];
  }

  /** Takes in an item; whether it was the last that was wanted. */
  boolean add(int group, boolean error) {
    if (wanted == 0) {
      return false;
    }
    current[2 * group + (error ? 0 : 1)]++;
    return --wanted == 0;
  }

  /** Remembers what was looked at; says whether it is like one that held before the last. */
  boolean settle() {
    int last = concepts.size() - 1;
    boolean recurs = pValue(concepts.get(last), current) < DIFFERS;
    boolean known = false;
    for (int i = 0; i < last; i++) {
      known |= pValue(concepts.get(i), current) >= AGREES;
    }
    concepts.add(current);
    if (concepts.size() > KEPT) {
      concepts.remove(0);
    }
    current = new long[size];
    return recurs && known;
  }

  /** Returns the chi-square test of two by two, added up over the classes. */
  private static double pValue(long[] before, long[] now) {
    double statistic = 0;
    int degrees = 0;
    for (int i = 0; i < now.length; i += 2) {
      double a = before[i];
      double b = before[i + 1];
      double c = now[i];
      double d = now[i + 1];
      double product = (a + b) * (c + d) * (a + c) * (b + d);
      if (product > 0) {
        statistic += (a + b + c + d) * (a * d - b * c) * (a * d - b * c) / product;
        degrees++;
      }
    }
    return degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(concepts.size());
    for (long[] concept : concepts) {
      StateFormat.write(out, concept);
    }
    StateFormat.write(out, current);
    out.writeLong(wanted);
  }

  void read(DataInput in) throws IOException {
    concepts.clear();
    int kept = StateFormat.size(in, 1, KEPT);
    for (int i = 0; i < kept; i++) {
      long[] concept = new long[size];
      StateFormat.readInto(in, concept);
      concepts.add(concept);
    }
    StateFormat.readInto(in, current);
    wanted = in.readLong();
  }

  @Override
  public String toString() {
    return concepts.stream().map(Arrays::toString).toList().toString();
  }
}
