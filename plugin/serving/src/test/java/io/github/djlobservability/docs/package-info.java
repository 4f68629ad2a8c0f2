/** Holds the tables of docs/ to the code that they are made from. */
@NullMarked
package io.github.djlobservability.docs;

import org.jspecify.annotations.NullMarked;
