/**
 * Holds the code that the {@code employment} model needs inside the server: the translator between
 * JSON rows and tensors, packed as the one jar of the model's {@code libs} folder.
 */
@NullMarked
package io.github.djlobservability.samples.employment;

import org.jspecify.annotations.NullMarked;
