package io.github.djlobservability.hardware;

import java.util.List;

/** Reads the graphics cards of the machine. Used by one thread at a time. */
interface GpuReader extends AutoCloseable {

  /** Returns the cards, by their numbers; the same each time. */
  List<GpuIdentity> gpus();

  /**
   * Reads a card.
   *
   * @return what the card tells; what it does not is absent
   * @throws GpuException when the card can't be read at the moment
   */
  GpuReading read(GpuIdentity gpu) throws GpuException;

  /** Returns the errors that the driver has reported since the last call. */
  List<Xid> newErrors();

  @Override
  void close();

  /** Finds the cards. */
  @FunctionalInterface
  interface Opener {
    /**
     * Finds them.
     *
     * @throws GpuException when there is no driver, or none that answers
     */
    GpuReader open() throws GpuException;
  }

  /**
   * An error that a driver reports of a card.
   *
   * @param index the card's number
   * @param code see NVIDIA's list of Xid errors
   */
  record Xid(int index, long code) {}
}
