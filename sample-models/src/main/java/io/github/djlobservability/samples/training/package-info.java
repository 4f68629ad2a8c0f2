/** Makes the {@code employment} model in the build: reads the data, trains, exports. */
@NullMarked
package io.github.djlobservability.samples.training;

import org.jspecify.annotations.NullMarked;
