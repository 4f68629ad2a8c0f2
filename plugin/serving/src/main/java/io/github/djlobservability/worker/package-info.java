/** The plugin's own threads, the bounded hand-offs they take from, and the memory all may use. */
@NullMarked
package io.github.djlobservability.worker;

import org.jspecify.annotations.NullMarked;
