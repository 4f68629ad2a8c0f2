package io.github.djlobservability.label;

import org.jspecify.annotations.Nullable;

/**
 * One label as it was sent, usable or not.
 *
 * @param id its id as far as it could be read; null if not
 * @param row its row as far as it could be read; null without
 * @param label null if it can't be used
 * @param problem where and what is wrong with it, and what is allowed; null if nothing is
 */
public record SentLabel(
    @Nullable String id, @Nullable Integer row, @Nullable Label label, @Nullable String problem) {

  static SentLabel of(Label label) {
    return new SentLabel(label.id(), label.row() == Label.NO_ROW ? null : label.row(), label, null);
  }
}
