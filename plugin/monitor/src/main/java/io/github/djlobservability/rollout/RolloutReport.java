package io.github.djlobservability.rollout;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the versions of a model compare; the fields' names are the JSON's.
 *
 * @param model its name
 * @param baseline the version that others are compared with; null for one that has none
 * @param candidates the others
 * @param notCompared requests, predictions and labels that are left out, by reason: {@code
 *     version}, which version served is not known; {@code versions}, of a version beyond the
 *     fourth; {@code before}, it is of before one of the versions was loaded; {@code kind}, one
 *     version says numbers and the other none; {@code id}, it has no id by which its other half
 *     could be found, and is compared otherwise
 * @param notes what is to be known of it, a sentence each
 */
public record RolloutReport(
    String model,
    @Nullable String baseline,
    List<Candidate> candidates,
    Map<String, Long> notCompared,
    List<String> notes) {

  /**
   * A version beside the baseline.
   *
   * @param version null for one that has none
   * @param since when both began to serve side by side, in ISO 8601; null before
   * @param advice what to do
   * @param reason why
   * @param findings what was compared
   */
  public record Candidate(
      @Nullable String version,
      @Nullable String since,
      Advice advice,
      String reason,
      List<RolloutFinding> findings) {}

  /** Says what to do with a version. */
  public enum Advice {
    /** It is as good, as far as is known: more of the traffic can go to it. */
    GO_ON,
    /** It is worse. */
    STOP,
    /** That can't be told yet. */
    WAIT
  }
}
