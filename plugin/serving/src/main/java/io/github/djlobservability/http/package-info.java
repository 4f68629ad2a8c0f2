/** The HTTP door: one span and its metrics for each request, streams included. */
@NullMarked
package io.github.djlobservability.http;

import org.jspecify.annotations.NullMarked;
