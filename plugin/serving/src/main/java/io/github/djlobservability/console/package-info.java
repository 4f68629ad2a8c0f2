/** Serves the plugin's own pages, below {@code /observability}. */
@NullMarked
package io.github.djlobservability.console;

import org.jspecify.annotations.NullMarked;
