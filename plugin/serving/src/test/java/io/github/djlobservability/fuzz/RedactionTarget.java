package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.detector.PersonalData;
import io.github.djlobservability.privacy.redaction.LeftOutText;
import io.github.djlobservability.privacy.redaction.Redaction;
import io.github.djlobservability.privacy.redaction.Rule;
import java.util.List;
import java.util.Objects;

/** Looks for personal data in a text, and redacts it as a body, an id and a path. */
final class RedactionTarget implements FuzzTarget {
  private static final String RULES =
      "comment.person:drop,city:hash,region:mask,note:truncate(3),amount:bucket(10)";

  private final Privacy privacy = Privacy.ofProcess(ValuePolicy.DEFAULTS);
  private final Redaction plain =
      new Redaction(List.of(), true, LeftOutText.RULES, PersonalData.ALL, privacy);
  private final Redaction ruled =
      new Redaction(
          Objects.requireNonNull(Rule.parseAll(RULES)),
          false,
          LeftOutText.RULES,
          PersonalData.ALL,
          privacy);

  @Override
  public void take(byte[] input) {
    String text = new Scraps(input).text();
    boolean found = PersonalData.ALL.isIn(text);
    String masked = PersonalData.ALL.masked(text);
    assertThat(masked.equals(text)).isEqualTo(!found);
    assertThat(plain.body(text)).isNotNull();
    assertThat(ruled.body(text)).isNotNull();
    assertThat(privacy.id(text)).isNotNull();
    assertThat(privacy.text(text)).isNotNull();
    assertThat(privacy.path(text)).isNotNull();
    assertThat(privacy.heldClass(text)).isNotNull();
  }
}
