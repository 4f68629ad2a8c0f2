/** The exported plugin: builds everything and owns its lifetime. */
@NullMarked
package io.github.djlobservability;

import org.jspecify.annotations.NullMarked;
