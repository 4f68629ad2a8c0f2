package io.github.djlobservability.profile.file;

import java.io.IOException;

/** Tells that a file is no reference profile that this version can read, where and why. */
public final class ProfileFormatException extends IOException {

  private static final long serialVersionUID = 1;

  private final String problem;

  ProfileFormatException(String problem) {
    super(problem);
    this.problem = problem;
  }

  ProfileFormatException(String problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /**
   * @param file its name
   * @param predicate a sentence of which the file is the subject
   */
  ProfileFormatException(String file, String predicate, Throwable cause) {
    super(file + " " + predicate, cause);
    this.problem = "it " + predicate;
  }

  /** Says what is wrong and what to do, without the name of the file. */
  public String problem() {
    return problem;
  }
}
