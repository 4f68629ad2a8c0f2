/** Holds the rights to read the pages, send labels and manage models to what is documented. */
@NullMarked
package io.github.djlobservability.suite.access;

import org.jspecify.annotations.NullMarked;
