/**
 * Recordings and images in a report: mean spectra, and pictures of single files where asked for.
 */
@NullMarked
package io.github.djlobservability.report.media;

import org.jspecify.annotations.NullMarked;
