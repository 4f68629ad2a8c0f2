/** The study of load: Poisson traffic on a model of known service time, against queueing theory. */
@NullMarked
package io.github.djlobservability.suite.saturation;

import org.jspecify.annotations.NullMarked;
