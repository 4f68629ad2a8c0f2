/**
 * Compares a model's items with the reference in force, and counts by reason those that can't be
 * compared.
 */
@NullMarked
package io.github.djlobservability.monitoring.comparison;

import org.jspecify.annotations.NullMarked;
