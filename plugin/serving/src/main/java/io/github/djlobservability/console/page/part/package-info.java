/** Writes what several pages share: the frame, badges, charts, forms and words. */
@NullMarked
package io.github.djlobservability.console.page.part;

import org.jspecify.annotations.NullMarked;
