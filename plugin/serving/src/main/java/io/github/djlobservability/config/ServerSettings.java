package io.github.djlobservability.config;

import io.github.djlobservability.access.AccessSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for the whole server.
 *
 * @param enabled whether the plugin does anything
 * @param strict whether a wrong setting is fatal
 * @param stateFolder where captured references and the monitors' state are kept; null for the usual
 *     place below the server's home
 * @param access who may do what with the plugin's pages
 * @param hardware what is read of the hardware
 * @param modelDefaults what holds for a model that says nothing itself
 */
public record ServerSettings(
    boolean enabled,
    boolean strict,
    @Nullable String stateFolder,
    AccessSettings access,
    HardwareSettings hardware,
    ModelSettings modelDefaults) {}
