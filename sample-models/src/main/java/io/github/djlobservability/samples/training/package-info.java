/**
 * What the build needs to make the {@code employment} model: reading the data, training, export.
 */
@NullMarked
package io.github.djlobservability.samples.training;

import org.jspecify.annotations.NullMarked;
