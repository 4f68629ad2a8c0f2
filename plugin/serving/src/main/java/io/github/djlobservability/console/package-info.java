/** The plugin's own pages: what GET /observability answers. */
@NullMarked
package io.github.djlobservability.console;

import org.jspecify.annotations.NullMarked;
