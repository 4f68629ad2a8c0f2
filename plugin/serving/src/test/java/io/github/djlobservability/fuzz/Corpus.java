package io.github.djlobservability.fuzz;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Holds the inputs to begin with: the files in the target's folder, for payloads also the forms of
 * docs/payloads.md, and for profiles a whole one.
 */
final class Corpus {
  /** JSON for those who read it: its reader must not go as deep. */
  private static final int DEEP = 100_000;

  private static final Path FOLDER = Path.of("src", "test", "resources", "fuzz");

  /** Bytes that parsers look for, and numbers that they trip over. */
  private static final List<byte[]> SCRAPS =
      Stream.of(
              "{",
              "}",
              "[",
              "]",
              "\"",
              "\\",
              ",",
              ":",
              "\n",
              "\r\n",
              "\0",
              "%",
              "%zz",
              "..",
              "/",
              "NaN",
              "-Infinity",
              "1e309",
              "-0",
              "null",
              "9223372036854775808",
              "\u00e9",
              "\ufeff",
              "\ud83d\ude00",
              "\u007f\u00ff\u00ff\u00ff",
              "\u0080\0\0\0",
              "a".repeat(300),
              "[".repeat(70))
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private Corpus() {}

  static Path folder(String target) {
    return FOLDER.resolve(target);
  }

  static List<byte[]> of(String target) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder(target))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
    inputs.add(("\1" + "[".repeat(DEEP)).getBytes(StandardCharsets.UTF_8));
    if (target.equals("payload")) {
      for (PayloadForm form : PayloadForm.requests()) {
        inputs.add(withChoice(form.bytes()));
      }
      for (PayloadForm form : PayloadForm.responses()) {
        inputs.add(withChoice(form.bytes()));
      }
    }
    if (target.equals("profile")) {
      ByteArrayOutputStream profile = new ByteArrayOutputStream();
      ProfileFile.write(SmallReference.make(), profile);
      inputs.add(profile.toByteArray());
    }
    return inputs;
  }

  private static byte[] withChoice(byte[] body) {
    byte[] input = new byte[1 + body.length];
    input[0] = 1;
    System.arraycopy(body, 0, input, 1, body.length);
    return input;
  }

  /** Returns an input with some of its bytes changed, doubled, left out or put elsewhere. */
  static byte[] mutated(byte[] input, SplittableRandom random) {
    byte[] bytes = input;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(16));
    return switch (random.nextInt(6)) {
      case 0 -> spliced(bytes, from, to, new byte[0]);
      case 1 -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      case 2 -> spliced(bytes, from, to, SCRAPS.get(random.nextInt(SCRAPS.size())));
      case 3 -> Arrays.copyOf(bytes, from);
      case 4 -> spliced(bytes, from, Math.min(bytes.length, from + 1), random(random));
      default -> flipped(bytes, random);
    };
  }

  private static byte[] random(SplittableRandom random) {
    byte[] bytes = new byte[1 + random.nextInt(4)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, SplittableRandom random) {
    byte[] copy = bytes.clone();
    if (copy.length > 0) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(part);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
