package io.github.djlobservability.config;

/**
 * What is asked for the whole server.
 *
 * @param enabled whether the plugin does anything
 * @param strict whether a wrong setting is fatal
 * @param modelDefaults what holds for a model that says nothing itself
 */
public record ServerSettings(boolean enabled, boolean strict, ModelSettings modelDefaults) {}
