/** Text, tables and drawings as HTML in which a text stays a text, whoever chose it. */
@NullMarked
package io.github.djlobservability.html;

import org.jspecify.annotations.NullMarked;
