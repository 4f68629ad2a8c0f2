package io.github.djlobservability.telemetry.scrape;

/**
 * The metrics of one moment, written down.
 *
 * @param contentType says the format
 * @param content nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MetricText(String contentType, byte[] content) {}
