/** Holds the sources to the rules of the house: names, words, visibility, reach. */
@NullMarked
package io.github.djlobservability.structure;

import org.jspecify.annotations.NullMarked;
