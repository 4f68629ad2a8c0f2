package io.github.djlobservability.config.value;

import com.google.re2j.Pattern;
import io.github.djlobservability.disclosure.detector.Kind;
import io.github.djlobservability.privacy.redaction.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which inferences of a model are logged, where, and what is taken out of them. Immutable.
 *
 * @param targets where they go; none switches the log off
 * @param rate share of all inferences that are logged, from 0 to 1
 * @param lowScore inferences with a score below are logged whatever the rate; 0 for none
 * @param drifting whether all are while the model drifts
 * @param failed which failed requests are logged, whatever the rate
 * @param slow requests that took longer are logged, whatever the rate; null for none
 * @param perSecond as many are logged in a second at most
 * @param maxBodyBytes longer bodies are cut, after they were redacted
 * @param folderBytes past it the oldest files go
 * @param retention older files go
 * @param rules what is done with fields
 * @param kinds what detectors look for
 * @param patterns of the user's own
 * @param content whether texts of prompts and generations are logged
 */
public record CapturePolicy(
    Set<Target> targets,
    double rate,
    double lowScore,
    boolean drifting,
    StatusSet failed,
    @Nullable Duration slow,
    long perSecond,
    int maxBodyBytes,
    long folderBytes,
    Duration retention,
    List<Rule> rules,
    Set<Kind> kinds,
    List<Pattern> patterns,
    boolean content) {

  /** Copies the collections. */
  public CapturePolicy {
    targets = Set.copyOf(targets);
    rules = List.copyOf(rules);
    kinds = Set.copyOf(kinds);
    patterns = List.copyOf(patterns);
  }

  /** Returns whether anything is logged. */
  public boolean isOn() {
    return !targets.isEmpty();
  }

  /** A place for inferences. */
  public enum Target {
    /** Events of OpenTelemetry. */
    EVENTS,
    /** JSON lines on disk. */
    LINES,
    /** Files as SageMaker's data capture writes them. */
    SAGEMAKER
  }
}
