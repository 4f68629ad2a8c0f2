package io.github.djlobservability.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.document.MediaFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCaptureTest {
  private static final String JSON = "application/json";

  @ParameterizedTest
  @ValueSource(ints = {1023, 1024, 1025})
  void aBodyIsJsonByItsBytesWhateverItsSize(int size) {
    String text = "x".repeat(size);
    assertThat(PayloadCapture.isJson(captured(text.getBytes(UTF_8), null))).isFalse();
    String json = "{\"a\":\"" + "x".repeat(size - 8) + "\"}";
    assertThat(json).hasSize(size);
    assertThat(PayloadCapture.isJson(captured(json.getBytes(UTF_8), null))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[INST] Who? [/INST]", "{name} is here"})
  void textThatBeginsAsJsonIsNoneWhateverItIsCalled(String text) {
    assertThat(PayloadCapture.isJson(captured(text.getBytes(UTF_8), "text/plain"))).isFalse();
    assertThat(PayloadCapture.isJson(captured(text.getBytes(UTF_8), JSON))).isFalse();
  }

  @Test
  void tensorsAreNotNeededOfWhatTellsMore() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
    byte[] large = new byte[MediaFile.MAX_BYTES + 1];
    assertThat(PayloadCapture.needsTensors(captured("{}".getBytes(UTF_8), JSON))).isFalse();
    assertThat(PayloadCapture.needsTensors(captured(png, "image/png"))).isFalse();
    assertThat(PayloadCapture.needsTensors(captured(large, "image/png"))).isFalse();
    assertThat(PayloadCapture.needsTensors(captured("fLaC".getBytes(UTF_8), null))).isTrue();
    assertThat(PayloadCapture.needsTensors(captured(new byte[2 << 20], null))).isTrue();
    assertThat(PayloadCapture.needsTensors(Payload.NONE)).isTrue();
  }

  @Test
  void anObjectIsSerialisedWhenItIsRead() {
    Input input = new Input();
    input.add("data", BytesSupplier.wrapAsJson(List.of(1, 2)));
    Payload payload = PayloadCapture.ofInput(input);
    assertThat(PayloadCapture.isJson(payload)).isTrue();
    assertThat(bytes(payload)).asString(UTF_8).isEqualTo("[1,2]");
  }

  @Test
  void aTextIsCountedWithItsLength() {
    Input input = new Input();
    input.add("data", "x".repeat(5000));
    assertThat(PayloadCapture.ofInput(input).heldBytes()).isEqualTo(5000);
    Output output = new Output();
    output.add("x".repeat(PayloadCapture.MAX_BYTES + 1));
    assertThat(PayloadCapture.ofOutput(output))
        .isEqualTo(new Payload.NotKept(Payload.Reason.SIZE, PayloadCapture.MAX_BYTES + 1));
    Output large = new Output();
    large.add(new byte[PayloadCapture.MAX_BYTES + 1]);
    assertThat(PayloadCapture.ofOutput(large))
        .isEqualTo(new Payload.NotKept(Payload.Reason.SIZE, PayloadCapture.MAX_BYTES + 1));
  }

  @Test
  void classesThatATranslatorPutsOutAreReadAsJson() {
    Output output = new Output();
    output.add(
        BytesSupplier.wrapAsJson(new Classifications(List.of("a", "b"), List.of(0.25, 0.75))));
    assertThat(bytes(PayloadCapture.ofOutput(output))).asString(UTF_8).contains("\"b\"");
  }

  @Test
  void aFormOfOneFieldIsThatField() {
    Input input = new Input();
    input.add("file", "{\"a\": 1}".getBytes(UTF_8));
    input.addProperty("Content-Type", "multipart/form-data; boundary=x");
    Payload payload = PayloadCapture.ofInput(input);
    assertThat(bytes(payload)).asString(UTF_8).isEqualTo("{\"a\": 1}");
    input.add("other", "5".getBytes(UTF_8));
    assertThat(PayloadCapture.ofInput(input))
        .isEqualTo(new Payload.NotKept(Payload.Reason.FORM, 0));
  }

  /** The server adds parameters of the address first, as texts, and parts of a form as bytes. */
  @Test
  void theOnlyImageOfAFormIsItsInput() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
    Input input = new Input();
    input.addProperty("Content-Type", "multipart/form-data; boundary=x");
    input.add("top_k", "3");
    input.add("note", "a".getBytes(UTF_8));
    assertThat(bytes(PayloadCapture.ofInput(input))).asString(UTF_8).isEqualTo("a");
    input.add("image", png);
    assertThat(bytes(PayloadCapture.ofInput(input))).isEqualTo(png);
    input.add("other", png);
    assertThat(PayloadCapture.ofInput(input))
        .isEqualTo(new Payload.NotKept(Payload.Reason.FORM, 0));
  }

  @Test
  void aParameterOfTheAddressBesideABodyIsNoForm() {
    Input input = new Input();
    input.add("top_k", "3");
    input.add("data", "{\"a\": 1}".getBytes(UTF_8));
    input.addProperty("Content-Type", JSON);
    assertThat(bytes(PayloadCapture.ofInput(input))).asString(UTF_8).isEqualTo("{\"a\": 1}");
  }

  private static Payload captured(byte[] body, @Nullable String contentType) {
    Input input = new Input();
    input.add("data", body);
    if (contentType != null) {
      input.addProperty("Content-Type", contentType);
    }
    return PayloadCapture.ofInput(input);
  }

  private static byte[] bytes(Payload payload) {
    return assertThat(payload).asInstanceOf(type(Payload.Body.class)).actual().bytes();
  }
}
