/** Reference profiles: their schema, features and rows. */
@NullMarked
package io.github.djlobservability.profile;

import org.jspecify.annotations.NullMarked;
