/** What the plugin says to do about a model, and which items it wants labelled. */
@NullMarked
package io.github.djlobservability.suite.upkeep;

import org.jspecify.annotations.NullMarked;
