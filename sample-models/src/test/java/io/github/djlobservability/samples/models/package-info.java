/** The model folders as the build leaves them, opened with DJL the way the server does it. */
@NullMarked
package io.github.djlobservability.samples.models;

import org.jspecify.annotations.NullMarked;
