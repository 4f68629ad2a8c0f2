/** The items that both doors hand over, and the queues they wait in. */
@NullMarked
package io.github.djlobservability.observation;

import org.jspecify.annotations.NullMarked;
