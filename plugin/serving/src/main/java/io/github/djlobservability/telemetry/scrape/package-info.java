/** Writes the metrics down as Prometheus reads them. */
@NullMarked
package io.github.djlobservability.telemetry.scrape;

import org.jspecify.annotations.NullMarked;
