/** Says what to do about a model: how many labels it takes, and when to train anew. */
@NullMarked
package io.github.djlobservability.upkeep;

import org.jspecify.annotations.NullMarked;
