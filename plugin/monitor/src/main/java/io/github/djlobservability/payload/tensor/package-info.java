/** Arrays of numbers, flags and texts, and the formats that NumPy and DJL write them in. */
@NullMarked
package io.github.djlobservability.payload.tensor;

import org.jspecify.annotations.NullMarked;
