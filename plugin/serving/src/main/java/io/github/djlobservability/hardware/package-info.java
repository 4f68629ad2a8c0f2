/**
 * The hardware: what is read of the process, its host and its graphics cards, and whose work it is.
 */
@NullMarked
package io.github.djlobservability.hardware;

import org.jspecify.annotations.NullMarked;
