/**
 * Measures the cost of the plugin to a server: servers with and without it under the same load, in
 * turns.
 */
@NullMarked
package io.github.djlobservability.suite.benchmark;

import org.jspecify.annotations.NullMarked;
