/** Writes one report as text, JSON and HTML. */
@NullMarked
package io.github.djlobservability.report.form;

import org.jspecify.annotations.NullMarked;
