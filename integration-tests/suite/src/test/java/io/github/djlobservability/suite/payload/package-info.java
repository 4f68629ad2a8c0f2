/** Payloads of every form, through both doors. */
@NullMarked
package io.github.djlobservability.suite.payload;

import org.jspecify.annotations.NullMarked;
