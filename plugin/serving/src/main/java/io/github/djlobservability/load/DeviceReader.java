package io.github.djlobservability.load;

import java.util.Map;

/** Looks at what the devices that models compute on have done. Thread-safe; never waits for one. */
@FunctionalInterface
public interface DeviceReader {

  /** There are none. */
  DeviceReader NONE = Map::of;

  /** Returns those that were found, by the name that metrics give them, such as {@code gpu0}. */
  Map<String, DeviceReading> read();
}
