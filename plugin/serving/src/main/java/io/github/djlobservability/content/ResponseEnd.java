package io.github.djlobservability.content;

import org.jspecify.annotations.Nullable;

/**
 * How a response ended.
 *
 * @param error {@code error.type} of what happened to the exchange: a status from 400 on, a client
 *     that left; null when it was answered to the end
 * @param chunks how many chunks a streamed response had
 * @param firstChunkNanos when the first was sent, as {@link System#nanoTime()}
 * @param lastChunkNanos when the last was
 */
public record ResponseEnd(
    @Nullable String error, long chunks, long firstChunkNanos, long lastChunkNanos) {}
