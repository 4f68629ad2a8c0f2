package io.github.djlobservability.samples.employment;

/**
 * The input columns of the model, in the order of the data files: answers of the American Community
 * Survey under the names of its data dictionary.
 *
 * <p>{@link #AGEP} is a quantity; every other column holds codes, whose order means nothing. Code 0
 * stands for "does not apply" where the dictionary leaves a blank, such as the schooling of an
 * infant.
 */
public enum CensusColumn {
  /** Age in years; 0 is less than one year. */
  AGEP(0, 120),
  /** Schooling: 1 none, 16 a high school diploma, 21 a bachelor's degree, 24 a doctorate. */
  SCHL(0, 24),
  /** Marital status: 1 married, 2 widowed, 3 divorced, 4 separated, 5 never married. */
  MAR(1, 5),
  /** Relation to the householder: 0 the householder, 1 spouse, 2 child, up to 17. */
  RELP(0, 17),
  /** Disability: 1 with, 2 without. */
  DIS(1, 2),
  /** Employment of a child's parents: 0 not a child in a family, 1 to 8 the combinations. */
  ESP(0, 8),
  /** Citizenship: 1 to 3 born a citizen, 4 naturalized, 5 not a citizen. */
  CIT(1, 5),
  /** Mobility: 1 same house as a year ago, 2 moved from abroad, 3 moved within the country. */
  MIG(0, 3),
  /** Military service: 1 now, 2 in the past, 3 training only, 4 never. */
  MIL(0, 4),
  /** Ancestry as reported: 1 single, 2 multiple, 3 unclassified, 4 none. */
  ANC(1, 4),
  /** 1 native, 2 foreign born. */
  NATIVITY(1, 2),
  /** Difficulty in hearing: 1 yes, 2 no. */
  DEAR(1, 2),
  /** Difficulty in seeing: 1 yes, 2 no. */
  DEYE(1, 2),
  /** Cognitive difficulty: 1 yes, 2 no. */
  DREM(0, 2),
  /** Sex: 1 male, 2 female. */
  SEX(1, 2),
  /** Race, in the survey's nine groups. */
  RAC1P(1, 9);

  private final int minimum;
  private final int maximum;

  CensusColumn(int minimum, int maximum) {
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** Returns the smallest value that is allowed. */
  public int minimum() {
    return minimum;
  }

  /** Returns the largest value that is allowed. */
  public int maximum() {
    return maximum;
  }

  /** Returns whether the values are codes rather than a quantity. */
  public boolean isCode() {
    return this != AGEP;
  }

  /** Returns whether {@code value} may stand in this column. NaN may not. */
  public boolean allows(double value) {
    boolean inRange = value >= minimum && value <= maximum;
    return inRange && (!isCode() || value == Math.rint(value));
  }

  /** Returns what may stand in this column, in words: "one of the codes 1 to 5". */
  public String allowed() {
    String range = minimum + " to " + maximum;
    return isCode() ? "one of the codes " + range : "a number from " + range;
  }
}
