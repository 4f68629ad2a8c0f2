/** Files that records are only ever added to, and records as bytes. */
@NullMarked
package io.github.djlobservability.label.record;

import org.jspecify.annotations.NullMarked;
