/** HTTP/1.1 as bytes: what a client library hides, and load. */
@NullMarked
package io.github.djlobservability.suite.http;

import org.jspecify.annotations.NullMarked;
