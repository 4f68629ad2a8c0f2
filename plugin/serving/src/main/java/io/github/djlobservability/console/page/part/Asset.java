package io.github.djlobservability.console.page.part;

/**
 * A file that pages ask for.
 *
 * @param type its media type
 * @param content its bytes, which nobody changes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Asset(String type, byte[] content) {}
