/** Reads CSV, JSON and NumPy files as rows. */
@NullMarked
package io.github.djlobservability.cli.source;

import org.jspecify.annotations.NullMarked;
