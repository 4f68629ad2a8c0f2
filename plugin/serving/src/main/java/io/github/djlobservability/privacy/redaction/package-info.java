/**
 * Takes out of payloads what may not be stored or sent: by the paths of fields, and by detectors.
 */
@NullMarked
package io.github.djlobservability.privacy.redaction;

import org.jspecify.annotations.NullMarked;
