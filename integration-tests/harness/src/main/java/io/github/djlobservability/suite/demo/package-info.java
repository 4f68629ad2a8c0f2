/** The demo: the sample models served with the plugin, and traffic for them. */
@NullMarked
package io.github.djlobservability.suite.demo;

import org.jspecify.annotations.NullMarked;
