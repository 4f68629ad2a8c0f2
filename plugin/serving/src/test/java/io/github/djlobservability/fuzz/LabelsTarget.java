package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.SentLabel;
import io.github.djlobservability.label.UnreadableLabelsException;
import java.util.List;

/** Reads a body of labels in one of their formats. */
final class LabelsTarget implements FuzzTarget {
  private static final List<LabelFormat> FORMATS = List.of(LabelFormat.values());

  @Override
  public void take(byte[] input) {
    Scraps scraps = new Scraps(input);
    LabelFormat format = FORMATS.get(scraps.choice(FORMATS.size()));
    try {
      for (SentLabel sent : format.read(scraps.rest())) {
        check(sent);
      }
    } catch (UnreadableLabelsException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  /** Either it can be used, or it says why not. */
  private static void check(SentLabel sent) {
    Label label = sent.label();
    assertThat(label == null).isEqualTo(sent.problem() != null);
    if (label != null) {
      assertThat(label.weight()).isBetween(0.001, 1000.0);
      assertThat(label.id().length()).isBetween(1, 256);
      assertThat(label.value()).isNotEqualTo(Double.NaN);
    }
  }
}
