package io.github.djlobservability.quality.measure;

import io.github.djlobservability.payload.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A model's classes, in order: numbers by size, names by the alphabet. At most {@value #MOST};
 * those that come later are one class, {@value #OTHER}. Immutable.
 */
public final class ClassList {

  /** No more classes are told apart. */
  public static final int MOST = 50;

  static final String OTHER = "(other)";

  private final List<String> names;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final QualitySettings settings;

  private ClassList(List<String> names, QualitySettings settings) {
    this.names = names;
    this.settings = settings;
    for (int i = 0; i < names.size(); i++) {
      indexes.put(names.get(i), i);
    }
  }

  /**
   * Makes the list of these classes.
   *
   * @param settings say which of two classes is the positive one, and what a single score is of
   */
  public static ClassList of(Collection<String> names, QualitySettings settings) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(names));
    sorted.sort(ClassName.ORDER);
    return new ClassList(List.copyOf(sorted), settings);
  }

  /** Returns these and one more, if it is new; this, if it isn't. */
  public ClassList with(String name) {
    if (indexes.containsKey(name)) {
      return this;
    }
    String added = names.size() < MOST ? name : OTHER;
    if (indexes.containsKey(added)) {
      return this;
    }
    List<String> more = new ArrayList<>(names);
    more.add(added);
    return of(more, settings);
  }

  /** Returns how many classes there are. */
  public int size() {
    return names.size();
  }

  /** Returns their names, in the order of their indexes. */
  public List<String> names() {
    return names;
  }

  /** Returns the name of a class. */
  public String name(int index) {
    return names.get(index);
  }

  /** Returns the place of a class; -1 if it isn't here. */
  public int indexOrNone(Object value) {
    Integer index = indexes.get(ClassName.of(value));
    return index == null ? indexes.getOrDefault(OTHER, -1) : index;
  }

  /** Returns the place of a class that is here. */
  public int index(Object value) {
    int index = indexOrNone(value);
    if (index < 0) {
      throw new IllegalArgumentException("no class " + value + " among " + names);
    }
    return index;
  }

  /** Returns the place of the positive class; -1 unless there are two classes. */
  public int positive() {
    if (size() != 2) {
      return -1;
    }
    String named = settings.positiveClass();
    return named == null ? 1 : indexes.getOrDefault(ClassName.of(named), 1);
  }

  /** Returns whether a single score is that of the positive class, whichever the model says. */
  public boolean isScoreOfPositive() {
    return settings.scoreClass() == ScoreClass.POSITIVE;
  }

  /** Returns the probability of the class that the model said; NaN if it did not tell. */
  public double confidence(Object prediction, Map<String, Double> told) {
    double[] all = ofTwo(prediction, told);
    if (all != null) {
      return all[index(prediction)];
    }
    Double own = told.get(ClassName.of(prediction));
    return own == null ? Double.NaN : own;
  }

  /**
   * Returns the probability of each class; null if the model did not tell them. Of two, one tells
   * the other.
   */
  double @Nullable [] probabilities(Object prediction, Map<String, Double> told) {
    double[] two = ofTwo(prediction, told);
    if (two != null || size() < 2) {
      return two;
    }
    double[] all = new double[size()];
    for (int i = 0; i < all.length; i++) {
      Double own = told.get(names.get(i));
      if (own == null) {
        return null;
      }
      all[i] = own;
    }
    return all;
  }

  /** Returns a single score; null unless there are two classes and one was told. */
  private double @Nullable [] ofTwo(Object prediction, Map<String, Double> told) {
    if (size() != 2 || told.size() != 1) {
      return null;
    }
    double score = told.values().iterator().next();
    int named = isScoreOfPositive() ? positive() : scored(prediction, told);
    double[] all = new double[2];
    all[named] = score;
    all[1 - named] = 1 - score;
    return all;
  }

  /**
   * Returns the class that a single score is of: the one that it is told for, else the one said.
   */
  private int scored(Object prediction, Map<String, Double> told) {
    int named = indexOrNone(told.keySet().iterator().next());
    return named < 0 ? index(prediction) : named;
  }
}
