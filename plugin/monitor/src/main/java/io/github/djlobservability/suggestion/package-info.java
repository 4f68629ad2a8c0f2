/** The names that someone who mistyped one may have meant. */
@NullMarked
package io.github.djlobservability.suggestion;

import org.jspecify.annotations.NullMarked;
