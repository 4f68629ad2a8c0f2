/** Says what is wrong with settings, and with files and folders that they name. */
@NullMarked
package io.github.djlobservability.config.problem;

import org.jspecify.annotations.NullMarked;
