/** The monitor of a model: it compares items with the reference and gives verdicts. */
@NullMarked
package io.github.djlobservability.drift;

import org.jspecify.annotations.NullMarked;
