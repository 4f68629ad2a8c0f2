package io.github.djlobservability.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.CollectedObservations;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models of several versions: which one served a request is known only when it is over. */
class ExchangePayloadsTest {
  private final CollectedObservations offered = new CollectedObservations();
  private final MemoryShare memory = MemoryBudget.ofHeap().share("payloads", 1 << 20);
  private final ServedModels models = new ServedModels(System::nanoTime);
  private final ServedModel unversioned = add(null, false);
  private final ServedModel two = add("2", false);

  @Test
  void aRequestIsOfTheVersionThatServedIt() {
    exchange(two, 200);
    exchange(unversioned, 200);
    assertThat(offered.taken()).extracting(Observation::model).containsExactly(two.id(), id(null));
    assertThat(offered.versionsUnknown()).isEmpty();
  }

  @Test
  void oneThatFailedIsOfTheVersionThatServedIt() {
    offered.takeFailed();
    exchange(two, 424);
    assertThat(offered.taken()).extracting(Observation::model).containsExactly(two.id());
  }

  @Test
  void aVersionWithATranslatorIsLeftToTheModelDoor() {
    ServedModel translated = add("3", true);
    exchange(translated, 200);
    assertThat(offered.taken()).isEmpty();
    assertThat(offered.versionsUnknown()).isEmpty();
  }

  @Test
  void whereNobodySawWhichVersionServedItThatIsCounted() {
    offered.takeFailed();
    exchange(null, 200);
    exchange(null, 503);
    assertThat(offered.taken()).isEmpty();
    assertThat(offered.versionsUnknown()).containsExactly("m", "m");
  }

  private void exchange(@Nullable ServedModel serving, int status) {
    RequestInFlight pending =
        new RequestInFlight(Context.root(), Timebase.now(), false, models.asked("m", null));
    ExchangePayloads payloads =
        Objects.requireNonNull(
            ExchangePayloads.begin(offered, memory, models.asked("m", null), request(), pending));
    assertThat(pending.isHandedOver()).isTrue();
    if (serving != null) {
      pending.servedBy(serving);
    }
    payloads.answered(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)));
    payloads.offer(
        pending,
        "id",
        new Ending(status, null, false, false, true, 1),
        status < 400 ? Outcome.SUCCEEDED : Outcome.BACKEND);
  }

  private static DefaultFullHttpRequest request() {
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.POST,
        "/predictions/m",
        Unpooled.copiedBuffer("{\"a\": 1}", UTF_8));
  }

  private ServedModel add(@Nullable String version, boolean translated) {
    return models.add(id(version), Settings.DEFAULTS, translated);
  }

  private static ModelId id(@Nullable String version) {
    return new ModelId("m", version);
  }
}
