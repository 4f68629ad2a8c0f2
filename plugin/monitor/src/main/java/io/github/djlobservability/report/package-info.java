/** One report of a comparison, as text, JSON and HTML. */
@NullMarked
package io.github.djlobservability.report;

import org.jspecify.annotations.NullMarked;
