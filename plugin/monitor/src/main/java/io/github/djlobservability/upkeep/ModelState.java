package io.github.djlobservability.upkeep;

import io.github.djlobservability.quality.QualityReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an advice rests on, at one moment.
 *
 * @param failedWorkers how many workers have ended by an error where none is left; 0 while there is
 *     one
 * @param reference when the reference in force was made, in ISO 8601; null where there is none
 * @param referenceProblem why the reference that was asked for can't be used; null if it can
 * @param changed what differs for sure, the worst first
 * @param misfit why nothing of the requests can be compared; null where something can
 * @param quality null where it isn't measured
 * @param labelsTaken whether labels are taken
 * @param seen items
 * @param failed how many of them are requests that failed
 * @param lost how many others could not be compared, or not whole, for a reason to be mended
 * @param lostReason the most frequent reason, with what to set; null where there is none
 * @param worseVersion how a version is worse than the one that it is compared with, in a sentence;
 *     null where none is known to be
 */
public record ModelState(
    int failedWorkers,
    @Nullable String reference,
    @Nullable String referenceProblem,
    List<ChangedFeature> changed,
    @Nullable String misfit,
    @Nullable QualityReport quality,
    boolean labelsTaken,
    long seen,
    long failed,
    long lost,
    @Nullable String lostReason,
    @Nullable String worseVersion) {

  /** Copies the list. */
  public ModelState {
    changed = List.copyOf(changed);
  }
}
