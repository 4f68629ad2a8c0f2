/** The models that are served, and their running figures. */
@NullMarked
package io.github.djlobservability.model;

import org.jspecify.annotations.NullMarked;
