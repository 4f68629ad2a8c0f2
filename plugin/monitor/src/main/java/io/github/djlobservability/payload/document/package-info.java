/** Bodies of requests and responses as trees, tables, arrays or texts, by what the bytes are. */
@NullMarked
package io.github.djlobservability.payload.document;

import org.jspecify.annotations.NullMarked;
