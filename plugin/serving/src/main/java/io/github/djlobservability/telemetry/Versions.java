package io.github.djlobservability.telemetry;

/**
 * Names the versions that speak.
 *
 * @param plugin version of the plugin
 * @param djl version of DJL Serving and DJL
 */
public record Versions(String plugin, String djl) {}
