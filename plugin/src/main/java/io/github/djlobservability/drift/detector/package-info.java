/**
 * The drift detectors: sequential ones for streams and two-sample measures for windows, on {@code
 * java.*} and statistics libraries only.
 */
@NullMarked
package io.github.djlobservability.drift.detector;

import org.jspecify.annotations.NullMarked;
