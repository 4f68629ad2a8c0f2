/** Settings of the server and of each model: read once, validated, documented. */
@NullMarked
package io.github.djlobservability.config;

import org.jspecify.annotations.NullMarked;
