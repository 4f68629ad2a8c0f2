/** Reference profiles: what a model's inputs and predictions look like when all is well. */
@NullMarked
package io.github.djlobservability.profile;

import org.jspecify.annotations.NullMarked;
