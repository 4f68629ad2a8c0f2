package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.model.Timebase;
import io.opentelemetry.context.Context;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandoversTest {
  private final Handovers handovers = new Handovers();
  private final RequestInFlight request =
      new RequestInFlight(Context.root(), Timebase.now(), false, null);

  @Test
  void findsTheVeryObject() {
    String output = new String("same");
    handovers.add(output, new Handover(request, 7, "id"));
    assertThat(handovers.find(output)).isEqualTo(new Handover(request, 7, "id"));
    assertThat(handovers.find(new String("same"))).isNull();
    assertThat(output).isEqualTo("same");
  }

  @Test
  void forgetsWhatIsGarbage() {
    for (int i = 0; i < 100; i++) {
      handovers.add(new Object(), new Handover(request, 0, null));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              handovers.add(new Object(), new Handover(request, 0, null));
              return handovers.size() < 50;
            });
  }
}
