package io.github.djlobservability.hardware;

/**
 * A graphics card.
 *
 * @param index its number on the machine, as the driver counts
 * @param id unique in the world
 * @param model as its vendor sells it
 * @param vendor who makes it
 * @param driverVersion empty when it is not told
 */
record GpuIdentity(int index, String id, String model, String vendor, String driverVersion) {}
