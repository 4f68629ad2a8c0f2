/** Tests responses that come in parts, and generative models. */
@NullMarked
package io.github.djlobservability.suite.stream;

import org.jspecify.annotations.NullMarked;
