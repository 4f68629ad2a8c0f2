/** Decides who may read the plugin's pages, send labels and manage models. */
@NullMarked
package io.github.djlobservability.access;

import org.jspecify.annotations.NullMarked;
