/** The figures of the server and its models, gathered from the parts and put into words. */
@NullMarked
package io.github.djlobservability.console.overview;

import org.jspecify.annotations.NullMarked;
