/** A plugin for the server: the paths of the KServe protocol, version 2. */
@NullMarked
package io.github.djlobservability.standin.kserve;

import org.jspecify.annotations.NullMarked;
