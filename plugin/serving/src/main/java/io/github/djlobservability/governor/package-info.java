/** Keeps what the plugin's threads take of the process's CPU time within its share. */
@NullMarked
package io.github.djlobservability.governor;

import org.jspecify.annotations.NullMarked;
