/** The same code offline: profiles from files, files checked against profiles. */
@NullMarked
package io.github.djlobservability.cli;

import org.jspecify.annotations.NullMarked;
