package io.github.djlobservability.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.wlm.ModelInfo;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.model.Computations;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelListener;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDoorTest {
  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();
  private final List<String> toldOfHardware = new ArrayList<>();
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final ModelDoor door =
      new ModelDoor(
          new Configuration(new Properties(), Map.of(), problem -> {}),
          telemetry,
          new ServedModels(System::nanoTime),
          new RequestsInFlight(),
          Observations.NONE,
          new ModelListener() {
            @Override
            public void loaded(ServedModel model, Path modelFolder) {
              told.add("loaded " + model.id());
            }

            @Override
            public void unloaded(ModelId model) {
              told.add("unloaded " + model);
            }
          },
          new Computations() {
            @Override
            public void loading(ModelId model, String device) {
              toldOfHardware.add("loading " + model + " on " + device);
            }

            @Override
            public void loaded(ModelId model, String device, LongSupplier tensors) {
              toldOfHardware.add(
                  "loaded " + model + " on " + device + ", tensors " + tensors.getAsLong());
            }

            @Override
            public void unloaded(ModelId model) {
              toldOfHardware.add("unloaded " + model);
            }

            @Override
            public ModelWork workOf(ModelId model, String device) {
              return ModelWork.NONE;
            }
          },
          new HttpSight(() -> true, asked -> true));

  @AfterEach
  void nothingFailed() {
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void aModelThatIsRegisteredAnewIsUnloadedFirstAndStays() throws Exception {
    ModelInfo<Input, Output> old = configured();
    load(old);
    ModelInfo<Input, Output> successor = configured();
    load(successor);
    door.forgetAllBut(Set.of(successor.getUid()));
    assertThat(told).containsExactly("loaded m", "unloaded m", "loaded m");
  }

  @Test
  void aSecondRegistrationThatIsNeverLoadedTakesNothingAway() throws Exception {
    ModelInfo<Input, Output> loaded = configured();
    load(loaded);
    configured();
    door.forgetAllBut(Set.of(loaded.getUid()));
    assertThat(told).containsExactly("loaded m");
    door.forgetAllBut(Set.of());
    assertThat(told).containsExactly("loaded m", "unloaded m");
  }

  @Test
  void theHardwareIsToldOnWhichDeviceAModelIsLoaded() throws Exception {
    ModelInfo<Input, Output> model = configured();
    door.onModelLoading(model, Device.gpu(1));
    assertThat(toldOfHardware).containsExactly("loading m on gpu1");
    door.onModelLoaded(model);
    door.forgetAllBut(Set.of());
    assertThat(toldOfHardware)
        .containsExactly("loading m on gpu1", "loaded m on gpu1, tensors 0", "unloaded m");
  }

  private ModelInfo<Input, Output> configured() throws Exception {
    Files.writeString(folder.resolve("serving.properties"), "engine=OnnxRuntime\n");
    Files.writeString(folder.resolve("m.onnx"), "");
    ModelInfo<Input, Output> model =
        new ModelInfo<>(
            "m",
            folder.toUri().toString(),
            null,
            null,
            null,
            Input.class,
            Output.class,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1);
    model.initialize();
    door.onModelConfigured(model);
    return model;
  }

  private void load(ModelInfo<Input, Output> model) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    door.onModelLoading(model, Device.cpu());
    door.onModelLoaded(model);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }
}
