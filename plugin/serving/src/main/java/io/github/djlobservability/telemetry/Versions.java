package io.github.djlobservability.telemetry;

/**
 * Who is speaking.
 *
 * @param plugin version of the plugin
 * @param djl version of DJL Serving and DJL
 */
public record Versions(String plugin, String djl) {}
