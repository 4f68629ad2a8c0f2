package io.github.djlobservability.model;

import org.jspecify.annotations.Nullable;

/**
 * How a model was loaded.
 *
 * @param device where
 * @param seconds how long it took
 * @param residentBytes by how much the process's resident memory grew meanwhile, whatever else went
 *     on; null where the system doesn't tell
 */
public record LoadedOn(String device, double seconds, @Nullable Long residentBytes) {}
