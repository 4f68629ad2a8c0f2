/** Draws the predictions that are worth a label, and says how many items each stands for. */
@NullMarked
package io.github.djlobservability.label.wanted;

import org.jspecify.annotations.NullMarked;
