package io.github.djlobservability.report.media;

import io.github.djlobservability.profile.Row;
import java.nio.file.Path;

/**
 * A recording or an image that was read.
 *
 * @param number of its row, from 1
 * @param file where it is
 * @param row its figures
 */
public record MediaItem(long number, Path file, Row row) {}
