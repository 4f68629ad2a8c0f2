/** Images, changes of them, and whether they are found and named. */
@NullMarked
package io.github.djlobservability.image;

import org.jspecify.annotations.NullMarked;
