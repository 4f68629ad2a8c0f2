/** Engines behind the server, such as vLLM in a Python process: what their own metrics tell. */
@NullMarked
package io.github.djlobservability.engine;

import org.jspecify.annotations.NullMarked;
