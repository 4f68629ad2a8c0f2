package io.github.djlobservability.hardware;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Says why a card's clocks are kept down; NVML calls it a clocks event reason. */
enum ClockLimit {
  /** Nothing to do. */
  IDLE(0x1),
  /** The clocks that were set for applications. */
  APPLICATIONS_SETTING(0x2),
  /** The power limit. */
  SOFTWARE_POWER_CAP(0x4),
  /** Heat or power, noticed by the hardware: clocks are halved, or worse. */
  HARDWARE_SLOWDOWN(0x8),
  /** Other cards of the same group. */
  SYNC_BOOST(0x10),
  /** Heat, noticed by the driver. */
  SOFTWARE_THERMAL_SLOWDOWN(0x20),
  /** Heat, noticed by the hardware. */
  HARDWARE_THERMAL_SLOWDOWN(0x40),
  /** The machine's power supply. */
  HARDWARE_POWER_BRAKE(0x80),
  /** The clocks that were set for displays. */
  DISPLAY_SETTING(0x100);

  private final long bit;
  private final String label = name().toLowerCase(Locale.ROOT);

  ClockLimit(long bit) {
    this.bit = bit;
  }

  /** Returns the name that metrics have for it. */
  String label() {
    return label;
  }

  /** Returns the labels of those whose bits are set; bits without a name here are left out. */
  static Set<String> labels(long bits) {
    Set<String> limits = new TreeSet<>();
    for (ClockLimit limit : values()) {
      if ((bits & limit.bit) != 0) {
        limits.add(limit.label);
      }
    }
    return limits;
  }
}
