package io.github.djlobservability.config;

/**
 * What is looked for in a model's requests and answers.
 *
 * @param genAi whether the tokens of generated answers are counted and timed
 * @param items whether rows of requests and failed rows of answers are counted
 */
public record ContentSettings(boolean genAi, boolean items) {

  /** What holds for those who say nothing. */
  public static final ContentSettings DEFAULTS = new ContentSettings(true, true);
}
