/**
 * Translators that do what a request asks of them; they run inside the server, out of a model's own
 * folder.
 */
@NullMarked
package io.github.djlobservability.suite.translator;

import org.jspecify.annotations.NullMarked;
