/** Tests of the load room. */
@NullMarked
package io.github.djlobservability.load;

import org.jspecify.annotations.NullMarked;
