/** Holds advice on a served model, and the items it wants labelled, to what really happens. */
@NullMarked
package io.github.djlobservability.suite.upkeep;

import org.jspecify.annotations.NullMarked;
