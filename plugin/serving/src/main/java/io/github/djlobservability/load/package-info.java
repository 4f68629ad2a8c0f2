/** How busy a model is: workers, queue, service times, headroom, objectives, changes of latency. */
@NullMarked
package io.github.djlobservability.load;

import org.jspecify.annotations.NullMarked;
