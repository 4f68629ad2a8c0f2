/** Tests what the plugin reads of processors and GPUs. */
@NullMarked
package io.github.djlobservability.suite.hardware;

import org.jspecify.annotations.NullMarked;
