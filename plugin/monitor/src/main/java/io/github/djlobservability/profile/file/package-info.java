/** Reads and writes reference profiles as files. */
@NullMarked
package io.github.djlobservability.profile.file;

import org.jspecify.annotations.NullMarked;
