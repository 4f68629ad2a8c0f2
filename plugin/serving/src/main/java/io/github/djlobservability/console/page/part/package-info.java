/** What several pages are made of: the frame, badges, charts, forms, and the words they share. */
@NullMarked
package io.github.djlobservability.console.page.part;

import org.jspecify.annotations.NullMarked;
