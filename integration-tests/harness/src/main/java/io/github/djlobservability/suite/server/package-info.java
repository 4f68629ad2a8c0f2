/** A model server in a process of its own, its home folder and its log. */
@NullMarked
package io.github.djlobservability.suite.server;

import org.jspecify.annotations.NullMarked;
