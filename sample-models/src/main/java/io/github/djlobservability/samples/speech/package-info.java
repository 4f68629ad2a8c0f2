/**
 * Holds the code that the {@code speech} model needs inside the server: from a recording to the
 * words in it, their features, and the transcript; packed as the one jar of the model's {@code
 * libs} folder.
 */
@NullMarked
package io.github.djlobservability.samples.speech;

import org.jspecify.annotations.NullMarked;
