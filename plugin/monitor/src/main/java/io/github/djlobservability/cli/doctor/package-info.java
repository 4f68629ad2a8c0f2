/** The command that says what would be read of a request and its response. */
@NullMarked
package io.github.djlobservability.cli.doctor;

import org.jspecify.annotations.NullMarked;
