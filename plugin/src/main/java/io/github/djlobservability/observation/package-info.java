/** What both doors hand over: requests in flight, the models that are served, running figures. */
@NullMarked
package io.github.djlobservability.observation;

import org.jspecify.annotations.NullMarked;
