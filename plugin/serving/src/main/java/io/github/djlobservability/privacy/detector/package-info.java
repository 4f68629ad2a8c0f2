/** Finds personal data and secrets in texts, in linear time. */
@NullMarked
package io.github.djlobservability.privacy.detector;

import org.jspecify.annotations.NullMarked;
