/** How right a served model is, computed beside it from what was sent and answered. */
@NullMarked
package io.github.djlobservability.suite.quality;

import org.jspecify.annotations.NullMarked;
