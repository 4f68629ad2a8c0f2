package io.github.djlobservability.observation;

import io.github.djlobservability.model.ModelId;
import java.util.ArrayList;
import java.util.List;

/** Takes every observation. */
public final class CollectedObservations implements Observations {
  private final List<Observation> taken = new ArrayList<>();
  private final List<String> versionsUnknown = new ArrayList<>();
  private boolean failed;

  @Override
  public boolean wanted(ModelId model) {
    return true;
  }

  @Override
  public boolean wantsFailed(ModelId model) {
    return failed;
  }

  /** Takes those of requests that failed, too. */
  public void takeFailed() {
    failed = true;
  }

  @Override
  public void offer(Observation observation) {
    taken.add(observation);
  }

  @Override
  public void versionUnknown(String model) {
    versionsUnknown.add(model);
  }

  /** Returns for each request whose version is not known the name that it asked for. */
  public List<String> versionsUnknown() {
    return versionsUnknown;
  }

  /** Returns the observations that were taken. */
  public List<Observation> taken() {
    return taken;
  }
}
