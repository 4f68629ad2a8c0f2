/** Makes embeddings of a sample of recordings and images by a second model that a user names. */
@NullMarked
package io.github.djlobservability.embedding;

import org.jspecify.annotations.NullMarked;
