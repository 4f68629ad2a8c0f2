package io.github.djlobservability.console.page.part;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Describes the reader of a page.
 *
 * @param reads whether they may see everything; if not, they get the overview without values
 * @param manages whether they may change something
 * @param signedIn whether they came with a session, which they can end
 * @param now the present moment
 * @param traceLink an address with {@code {traceId}} in it; null where none is set
 */
public record Viewer(
    boolean reads, boolean manages, boolean signedIn, Instant now, @Nullable String traceLink) {}
