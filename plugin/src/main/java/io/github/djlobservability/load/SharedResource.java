package io.github.djlobservability.load;

/** Something that all models share and that runs out: the CPU, a GPU. Asked by one thread. */
public interface SharedResource {

  /** Returns what it is called in metrics: {@code cpu}, {@code gpu}. */
  String name();

  /**
   * Returns the share of it that the process used since it was last asked, from 0 to 1; NaN when
   * that isn't known.
   */
  double utilization();
}
