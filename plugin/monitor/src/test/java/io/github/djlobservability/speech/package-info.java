/** Speech that is changed as the world changes it, and whether that is found and named. */
@NullMarked
package io.github.djlobservability.speech;

import org.jspecify.annotations.NullMarked;
