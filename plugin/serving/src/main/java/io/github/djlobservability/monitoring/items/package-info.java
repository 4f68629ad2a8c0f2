/** The items of a request and the predictions for them, as they are read of its payloads. */
@NullMarked
package io.github.djlobservability.monitoring.items;

import org.jspecify.annotations.NullMarked;
