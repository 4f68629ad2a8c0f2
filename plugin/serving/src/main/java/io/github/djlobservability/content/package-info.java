/**
 * Reads requests and responses off the event loop: tokens of generative models, rows of batches.
 */
@NullMarked
package io.github.djlobservability.content;

import org.jspecify.annotations.NullMarked;
