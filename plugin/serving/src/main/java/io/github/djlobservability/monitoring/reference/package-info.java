/** The references of a model: which one is in force, taking one, and the files they are kept in. */
@NullMarked
package io.github.djlobservability.monitoring.reference;

import org.jspecify.annotations.NullMarked;
