/** The pages in HTML: made from snapshots, readable without a script. */
@NullMarked
package io.github.djlobservability.console.page;

import org.jspecify.annotations.NullMarked;
