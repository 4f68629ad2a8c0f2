/** Tests what the plugin tells of one HTTP request, and that it leaves the request alone. */
@NullMarked
package io.github.djlobservability.suite.request;

import org.jspecify.annotations.NullMarked;
