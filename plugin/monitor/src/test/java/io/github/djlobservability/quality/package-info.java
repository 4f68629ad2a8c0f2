@NullMarked
package io.github.djlobservability.quality;

import org.jspecify.annotations.NullMarked;
