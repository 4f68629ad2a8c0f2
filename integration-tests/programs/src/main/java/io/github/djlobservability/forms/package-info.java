/** Reads the examples of docs/payloads.md, which are the data of tests. */
@NullMarked
package io.github.djlobservability.forms;

import org.jspecify.annotations.NullMarked;
