package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.profile.Row;

/** A row that was compared, with the time at which its request came. */
record SeenRow(Row row, long epochMillis) {}
