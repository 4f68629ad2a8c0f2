/** The last rows of each model that were compared, and the reports that are made of them. */
@NullMarked
package io.github.djlobservability.monitoring.report;

import org.jspecify.annotations.NullMarked;
