/** Tests of the engine room. */
@NullMarked
package io.github.djlobservability.engine;

import org.jspecify.annotations.NullMarked;
