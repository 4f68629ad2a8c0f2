package io.github.djlobservability.inference;

import ai.djl.Device;

/** How telemetry names a device: {@code cpu}, {@code gpu0}. */
final class DeviceName {
  private DeviceName() {}

  static String of(Device device) {
    return device.getDeviceId() < 0
        ? device.getDeviceType()
        : device.getDeviceType() + device.getDeviceId();
  }
}
