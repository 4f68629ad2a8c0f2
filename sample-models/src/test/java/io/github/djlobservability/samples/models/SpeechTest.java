package io.github.djlobservability.samples.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpeechTest {

  private static final int LOOKED_AT = 30;
  private static final int PATH = 0;
  private static final int TEXT = 1;
  private static final int CONFIDENCE = 2;
  private static final int SPOKEN = 3;

  private static ZooModel<Input, Output> model;
  private static Predictor<Input, Output> predictor;
  private static List<String[]> rows;

  @BeforeAll
  static void load() throws Exception {
    model = ModelFolders.load("speech");
    predictor = model.newPredictor();
    rows =
        Files.readAllLines(ModelFolders.data("speech-traffic.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .toList();
  }

  @AfterAll
  static void close() {
    predictor.close();
    model.close();
  }

  @Test
  void servedModelUnderstandsWhatTheTrainedModelDid() throws Exception {
    for (String[] row : rows.subList(0, LOOKED_AT)) {
      JsonObject response = post("audio/wav", recording(row));
      assertThat(response.get("text").getAsString()).isEqualTo(row[TEXT]);
      // A file has 16 bits, what the trained model heard had more.
      assertThat(response.get("confidence").getAsDouble())
          .isCloseTo(Double.parseDouble(row[CONFIDENCE]), within(0.02));
      assertThat(response.getAsJsonArray("words")).hasSize(row[TEXT].split(" ", -1).length);
    }
  }

  @Test
  void fewUtterancesHaveAnError() {
    assertThat(rows).hasSizeGreaterThanOrEqualTo(100);
    assertThat(rows.stream().filter(row -> !row[TEXT].equals(row[SPOKEN])).count())
        .isLessThan(rows.size() / 20);
    assertThat(rows).allMatch(row -> row[SPOKEN].matches("([a-z]+ ){2,6}[a-z]+"));
  }

  @Test
  void base64InJsonIsTheSame() throws Exception {
    byte[] wav = recording(rows.get(0));
    JsonObject json = new JsonObject();
    json.addProperty("audio", Base64.getEncoder().encodeToString(wav));

    assertThat(post("application/json", json.toString().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(post("audio/wav", wav));
  }

  @Test
  void silenceHasNoWords() throws Exception {
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);

    assertThat(post("audio/wav", wav(format, new byte[32_000])).toString())
        .isEqualTo("{\"text\":\"\",\"confidence\":0.0,\"words\":[]}");
  }

  @Test
  void severalChannelsAreTheirMean() throws Exception {
    byte[] mono = recording(rows.get(1));
    byte[] stereo = new byte[2 * (mono.length - 44)];
    for (int i = 44; i < mono.length; i += 2) {
      for (int channel = 0; channel < 2; channel++) {
        System.arraycopy(mono, i, stereo, 2 * (i - 44) + 2 * channel, 2);
      }
    }
    AudioFormat format = new AudioFormat(16_000, 16, 2, true, false);

    assertThat(post("audio/wav", wav(format, stereo)).get("text").getAsString())
        .isEqualTo(rows.get(1)[TEXT]);
  }

  @Test
  void whatTheModelDoesNotKnowIsRefusedInWords() throws Exception {
    AudioFormat telephone = new AudioFormat(8_000, 16, 1, true, false);
    refused(wav(telephone, new byte[800]), "PCM_SIGNED of 16 bits at 8000 Hz; allowed is PCM");
    refused("no sound".getBytes(StandardCharsets.UTF_8), "no WAV file");
    refused("{\"sound\": 1}".getBytes(StandardCharsets.UTF_8), "no field \"audio\"");
    refused("{\"audio\": \"?\"}".getBytes(StandardCharsets.UTF_8), "no base64");
    refused("{\"audio\"".getBytes(StandardCharsets.UTF_8), "no base64");
    refused(Arrays.copyOf(recording(rows.get(0)), 20), "no WAV file");
    assertThatThrownBy(() -> predictor.predict(new Input()))
        .isInstanceOf(TranslateException.class)
        .hasMessageContaining("There is no body");
  }

  @Test
  void jarBringsTheTranslatorsClassesOnly() throws IOException {
    String ours = "io/github/djlobservability/samples/speech/";
    Path file = ModelFolders.folder("speech").resolve("libs/speech-translator.jar");
    try (JarFile jar = new JarFile(file.toFile())) {
      List<String> files =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(files)
          .contains(ours + "SpeechTranslator.class", "META-INF/LICENSE", "META-INF/NOTICE")
          .allMatch(name -> name.startsWith(ours) || name.startsWith("META-INF/"));
    }
  }

  private static void refused(byte[] body, String why) {
    assertThatThrownBy(() -> post("audio/wav", body))
        .isInstanceOf(TranslateException.class)
        .hasMessageContaining(why);
  }

  private static byte[] recording(String[] row) throws IOException {
    return Files.readAllBytes(ModelFolders.data(row[PATH]));
  }

  private static byte[] wav(AudioFormat format, byte[] samples) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioInputStream stream =
        new AudioInputStream(
            new ByteArrayInputStream(samples), format, samples.length / format.getFrameSize());
    AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file);
    return file.toByteArray();
  }

  private static JsonObject post(String contentType, byte[] body) throws TranslateException {
    Input input = new Input();
    input.addProperty("Content-Type", contentType);
    input.add("data", body);
    return ModelFolders.json(predictor.predict(input)).getAsJsonObject();
  }
}
