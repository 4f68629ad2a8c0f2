/** Tests the jar that users get: its content, and its command line. */
@NullMarked
package io.github.djlobservability.suite.packaging;

import org.jspecify.annotations.NullMarked;
