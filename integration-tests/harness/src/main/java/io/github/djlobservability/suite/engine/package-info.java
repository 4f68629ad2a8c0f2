/** An engine for tests of what is done on a GPU, where there is none. */
@NullMarked
package io.github.djlobservability.suite.engine;

import org.jspecify.annotations.NullMarked;
