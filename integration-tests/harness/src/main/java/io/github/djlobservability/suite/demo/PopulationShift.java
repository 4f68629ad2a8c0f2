package io.github.djlobservability.suite.demo;

/**
 * How the people whom the model is asked about change in the course of the traffic. What is not
 * changed keeps its distribution, and the model itself knows nothing of it.
 */
@FunctionalInterface
interface PopulationShift {

  /** The people stay as they are. */
  PopulationShift NONE = (row, number) -> row;

  /**
   * Returns a sudden shift in one feature: from that row on everyone is twelve years older, as if
   * the service had been opened in a region where the young have moved away. The mean age rises
   * from about 43 to 55, and fewer are employed than the model was trained on.
   *
   * @param rows how many rows come before it
   */
  static PopulationShift olderAfter(long rows) {
    return (row, number) -> number < rows ? row : row.older(12);
  }

  /**
   * Returns the row to send.
   *
   * @param number counts the rows sent, from 0
   */
  CensusRow apply(CensusRow row, long number);
}
