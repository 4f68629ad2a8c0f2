/** The commands: profile, check and replay files. */
@NullMarked
package io.github.djlobservability.cli;

import org.jspecify.annotations.NullMarked;
