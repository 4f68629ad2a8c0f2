package io.github.djlobservability.model;

import io.github.djlobservability.config.Settings;

/**
 * A model that the server serves, with what we were asked to do about it and what we have seen.
 *
 * @param id its name and version
 * @param settings what is asked for it
 * @param statistics its running figures
 * @param translated whether its requests pass a translator of ours; if not, the HTTP door alone
 *     sees what goes in and comes out
 */
public record ServedModel(
    ModelId id, Settings settings, ModelStatistics statistics, boolean translated) {}
