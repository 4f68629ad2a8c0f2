/** Values of settings that are more than a number or a word. */
@NullMarked
package io.github.djlobservability.config.value;

import org.jspecify.annotations.NullMarked;
