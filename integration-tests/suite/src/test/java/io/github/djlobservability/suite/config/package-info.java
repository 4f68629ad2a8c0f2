/** Tests the settings of the server and of single models. */
@NullMarked
package io.github.djlobservability.suite.config;

import org.jspecify.annotations.NullMarked;
