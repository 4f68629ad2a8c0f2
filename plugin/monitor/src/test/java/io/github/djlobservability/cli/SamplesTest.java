package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.audio.Sound;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows pictures of single files only where somebody asks, and few and small ones. */
class SamplesTest {
  private static final long SEED = 15;
  private static final Pattern PICTURE =
      Pattern.compile("<img src=\"data:image/png;base64,([^\"]*)\" alt=\"([^\"]*)\">");

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  /** Writes images of plain light with a little noise. */
  private void images(String name, String prefix, int count, double light) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
      double own = light + 5 * random.nextGaussian();
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 64; x++) {
          int level = (int) Math.max(0, Math.min(255, own + x + 9 * random.nextGaussian()));
          image.setRGB(x, y, 0x010101 * level);
        }
      }
      ImageIO.write(image, "png", place.resolve(prefix + i + ".png").toFile());
    }
  }

  private void recordings(String name, int count, double noise) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    float[] voice = Sound.voice();
    for (int i = 0; i < count; i++) {
      float[] wave = new float[Sound.RATE / 2];
      int from = random.nextInt(voice.length - wave.length);
      for (int j = 0; j < wave.length; j++) {
        wave[j] = (float) (voice[from + j] + noise * random.nextGaussian());
      }
      Files.write(place.resolve(i + ".wav"), Sound.wav(wave, Sound.RATE));
    }
  }

  private String check(String reference, String current, Object... more) throws IOException {
    Path html = folder.resolve("report.html");
    List<Object> words = new ArrayList<>(List.of("check", "--reference"));
    words.add(folder.resolve(reference));
    words.addAll(List.of("--current", folder.resolve(current), "--html", html));
    words.addAll(List.of(more));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertThat(run.code()).as(run.toString()).isEqualTo(2);
    return Files.readString(html);
  }

  private static List<BufferedImage> pictures(String html) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    for (Matcher found = PICTURE.matcher(html); found.find(); ) {
      byte[] png = Base64.getDecoder().decode(found.group(1));
      assertThat(png.length).isLessThanOrEqualTo(64 * 1024);
      pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
    }
    return pictures;
  }

  @Test
  void showsTheImagesThatMovedMostAndOnlyWhereAsked() throws IOException {
    System.out.println("seed " + SEED);
    images("usual", "u", 60, 150);
    images("now", "same", 30, 150);
    images("now", "<dark>", 30, 60);
    assertThat(check("usual", "now")).doesNotContain("<img", "Samples");
    String html = check("usual", "now", "--samples");
    List<BufferedImage> pictures = pictures(html);
    assertThat(pictures).hasSize(12 + 6);
    assertThat(pictures).allMatch(picture -> picture.getWidth() == 160);
    assertThat(pictures).allMatch(picture -> picture.getHeight() == 80);
    int moved = html.indexOf("Samples: the files that moved the most");
    int usual = html.indexOf("Samples: usual files of the reference");
    assertThat(html.substring(moved, usual))
        .contains("&lt;dark&gt;", "image.brightness 0.", ", usually 0.")
        .doesNotContain("same", "<dark>");
    assertThat(new Color(pictures.get(0).getRGB(0, 0)).getRed()).isLessThan(110);
  }

  @Test
  void drawsSpectraAndSpectrograms() throws IOException {
    System.out.println("seed " + SEED);
    recordings("usual", 60, 0.0002);
    recordings("noisy", 60, 0.01);
    String plain = check("usual", "noisy");
    assertThat(plain)
        .contains("Mean spectra", "mean spectrum of the pauses")
        .doesNotContain("<img");
    String html = check("usual", "noisy", "--samples");
    assertThat(pictures(html)).hasSize(12 + 6).allMatch(picture -> picture.getHeight() == 80);
    assertThat(html).contains("spectrogram, 0.5 s, up to 8,000 Hz");
  }

  @Test
  void aReplayShowsWhatCameSinceTheOnset() throws IOException {
    System.out.println("seed " + SEED);
    images("stream", "a_usual", 150, 150);
    images("stream", "b_dark", 60, 60);
    Path html = folder.resolve("replay.html");
    CommandLineRun run =
        CommandLineRun.of(
            "replay",
            "--reference-rows",
            "100",
            "--input",
            folder.resolve("stream"),
            "--html",
            html,
            "--samples");
    assertThat(run.code()).as(run.toString()).isEqualTo(2);
    String page = Files.readString(html);
    int samples = page.indexOf("Samples: the files that moved the most");
    assertThat(page.substring(0, samples)).contains("DRIFT in 110 rows", "image.brightness");
    assertThat(page.substring(samples, page.indexOf("Samples: usual files")))
        .contains("b_dark")
        .doesNotContain("a_usual");
    assertThat(pictures(page)).hasSize(12 + 6);
  }

  @Test
  void aProfileHoldsNoFilesToShow() throws IOException {
    images("usual", "u", 60, 150);
    images("now", "dark", 30, 60);
    Path profile = folder.resolve("profile.json");
    CommandLineRun made =
        CommandLineRun.of("profile", "--input", folder.resolve("usual"), "--output", profile);
    assertThat(made.err()).as("types of figures are ours to know").doesNotContain("image.");
    String html = check("profile.json", "now", "--samples");
    assertThat(pictures(html)).hasSize(12);
    assertThat(html).contains("The reference is a profile, which holds no files to show.");
  }

  @Test
  void samplesAreInAPage() {
    CommandLineRun run =
        CommandLineRun.of("check", "--reference", "a", "--current", "b", "--samples");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("--samples has no effect: pictures are in the report of --html");
  }
}
