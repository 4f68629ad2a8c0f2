/** Which predictions are worth a label, and how many items each of these labels stands for. */
@NullMarked
package io.github.djlobservability.label.wanted;

import org.jspecify.annotations.NullMarked;
