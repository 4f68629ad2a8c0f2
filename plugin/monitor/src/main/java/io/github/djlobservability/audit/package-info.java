/** Chains the records of an audit log by their hashes, and verifies such chains. */
@NullMarked
package io.github.djlobservability.audit;

import org.jspecify.annotations.NullMarked;
