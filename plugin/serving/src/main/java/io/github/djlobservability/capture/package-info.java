/** The inference log: what models were asked and said, redacted, as events and in files. */
@NullMarked
package io.github.djlobservability.capture;

import org.jspecify.annotations.NullMarked;
