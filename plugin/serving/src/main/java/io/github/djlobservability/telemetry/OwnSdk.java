package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.jspecify.annotations.Nullable;

/**
 * An SDK of our own.
 *
 * @param models gives each model a meter of its own; null where the SDK takes none, as with a
 *     declarative file
 * @param exports watches its exporters
 * @param destination where it sends to, in words
 */
record OwnSdk(
    OpenTelemetrySdk sdk, @Nullable ModelMeters models, ExportWatch exports, String destination) {}
