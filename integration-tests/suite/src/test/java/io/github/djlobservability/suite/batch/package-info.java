/** Tests dynamic batches, requests of many rows, and how long each request waits. */
@NullMarked
package io.github.djlobservability.suite.batch;

import org.jspecify.annotations.NullMarked;
