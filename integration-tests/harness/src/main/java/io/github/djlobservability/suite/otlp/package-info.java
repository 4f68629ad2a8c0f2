/** Receives real OTLP over HTTP and gRPC, and shows it as trees of spans and as metric points. */
@NullMarked
package io.github.djlobservability.suite.otlp;

import org.jspecify.annotations.NullMarked;
