/**
 * Tests what the server may bring along: its connectors, engines, models that come and go, other
 * plugins and agents.
 */
@NullMarked
package io.github.djlobservability.suite.host;

import org.jspecify.annotations.NullMarked;
