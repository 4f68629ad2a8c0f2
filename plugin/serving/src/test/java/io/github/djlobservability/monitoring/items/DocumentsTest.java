package io.github.djlobservability.monitoring.items;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.document.KnownTexts;
import io.github.djlobservability.payload.document.NotReadException;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  @Test
  void saysHowMuchOfABodyIsRead() {
    Payload large = new Payload.NotKept(Payload.Reason.SIZE, 1_369_109);
    assertThatThrownBy(() -> Documents.of(large, KnownTexts.NONE))
        .isInstanceOf(NotReadException.class)
        .hasMessage(
            "it has 1,369,109 bytes; at most 1 MiB of a body are read, 16 MiB of sound and images"
                + " that a Java translator takes, and 262,144 values of tensors, which no setting"
                + " raises: fewer items in a request are read");
    Payload body = Payload.Body.of(new byte[Payload.MAX_BODY_BYTES + 1], null);
    assertThatThrownBy(() -> Documents.of(body, KnownTexts.NONE))
        .hasMessageStartingWith("it has 1,048,577 bytes; at most 1 MiB");
  }
}
