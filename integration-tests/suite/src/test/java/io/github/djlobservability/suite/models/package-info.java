/** Models of other tools, from their file to a verdict. */
@NullMarked
package io.github.djlobservability.suite.models;

import org.jspecify.annotations.NullMarked;
