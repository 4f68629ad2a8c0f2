/** Releases a model's bins and means with noise, from a daily budget: differential privacy. */
@NullMarked
package io.github.djlobservability.privacy.differential;

import org.jspecify.annotations.NullMarked;
