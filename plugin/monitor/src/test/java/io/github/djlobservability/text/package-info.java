/** Texts that are changed as the world changes them, and whether that is found and named. */
@NullMarked
package io.github.djlobservability.text;

import org.jspecify.annotations.NullMarked;
