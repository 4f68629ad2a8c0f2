/** Makes recordings of spoken digits in the build, with the synthesiser FreeTTS. */
@NullMarked
package io.github.djlobservability.samples.synthesis;

import org.jspecify.annotations.NullMarked;
