/** Who may read the pages, send labels and manage models. */
@NullMarked
package io.github.djlobservability.suite.access;

import org.jspecify.annotations.NullMarked;
