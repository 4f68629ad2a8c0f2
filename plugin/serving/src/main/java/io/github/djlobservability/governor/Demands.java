package io.github.djlobservability.governor;

import java.util.List;

/** Compares what the models' requests wanted of drift's time in a while with what they got. */
final class Demands {
  private static final double NANOS = 1e9;

  private final List<Thinning> models;
  private final double[] wanted;
  private long requests;
  private long kept;
  private double taken;

  /**
   * Reads what came since it was last read.
   *
   * @param seconds that have gone since
   */
  Demands(List<Thinning> models, double seconds) {
    this.models = models;
    wanted = new double[models.size()];
    for (int i = 0; i < wanted.length; i++) {
      Thinning.Demand demand = models.get(i).demand();
      requests += demand.requests();
      kept += demand.kept();
      double used = demand.keptNanos() / NANOS / seconds;
      taken += used;
      wanted[i] = demand.kept() == 0 ? 0 : used * demand.requests() / demand.kept();
    }
  }

  /** Returns the time that was taken, in processors. */
  double taken() {
    return taken;
  }

  /** Returns the share of the requests that was compared; 1 where none came. */
  double kept() {
    return requests == 0 ? 1 : (double) kept / requests;
  }

  /**
   * Shares time out: a model that wants less than its part has all it wants, and the others have
   * what it leaves.
   *
   * @param processors for all
   */
  void allow(double processors) {
    double level = WaterLevel.of(wanted, processors);
    models.forEach(model -> model.allow(level * NANOS));
  }
}
