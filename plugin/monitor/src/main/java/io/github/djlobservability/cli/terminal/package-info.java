/** Options, arguments and what a command writes. */
@NullMarked
package io.github.djlobservability.cli.terminal;

import org.jspecify.annotations.NullMarked;
