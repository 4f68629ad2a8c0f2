/** The model door: wrapped translators, their phases and batches, the life of models. */
@NullMarked
package io.github.djlobservability.inference;

import org.jspecify.annotations.NullMarked;
