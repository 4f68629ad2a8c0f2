/** Tests queue, workers and refusals, and changes of latency and errors. */
@NullMarked
package io.github.djlobservability.suite.load;

import org.jspecify.annotations.NullMarked;
