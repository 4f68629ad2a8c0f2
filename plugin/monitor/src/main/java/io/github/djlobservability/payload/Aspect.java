package io.github.djlobservability.payload;

/**
 * Names one thing that is watched of a feature: the value itself, or one figure of something that
 * is no single value, such as a text or a tensor.
 */
public enum Aspect {
  /** The value itself. */
  VALUE("value", false),
  /** Characters (code points) of a text. */
  LENGTH("length", false),
  /** Tokens of a text: runs of letters, marks and digits. */
  TOKENS("tokens", false),
  /** Share of a text's tokens that the reference's vocabulary lacks, 0 to 1. */
  OUT_OF_VOCABULARY("out_of_vocabulary", false),
  /** The script that most letters of a text are written in: a category. */
  SCRIPT("script", true),
  /** Euclidean norm of an embedding. */
  NORM("norm", false),
  /** Mean of a tensor's finite elements. */
  MEAN("mean", false),
  /** Standard deviation of a tensor's finite elements, as a population (divided by n). */
  STANDARD_DEVIATION("standard_deviation", false),
  /** Smallest finite element of a tensor. */
  MINIMUM("minimum", false),
  /** Largest finite element of a tensor. */
  MAXIMUM("maximum", false),
  /** Share of a tensor's elements that are NaN, 0 to 1. */
  NAN_SHARE("nan_share", false),
  /** Share of a tensor's elements that are zero, 0 to 1. */
  ZERO_SHARE("zero_share", false);

  private final String label;
  private final boolean category;

  Aspect(String label, boolean category) {
    this.label = label;
    this.category = category;
  }

  /** Returns the name in series, files and reports. */
  public String label() {
    return label;
  }

  /** Returns whether it is a category whatever the feature's type. */
  public boolean isCategory() {
    return category;
  }
}
