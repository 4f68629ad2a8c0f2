package ai.djl.serving.cache;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MemoryCacheEngineTest {

  private final CacheEngine cache = new MemoryCacheEngine();
  private final String key = cache.create();

  @Test
  void anUnknownKeyHasNoOutput() {
    assertThat(cache.get(key, 1)).isNull();
  }

  @Test
  void aStreamIsReadInParts() {
    ChunkedBytesSupplier chunks = new ChunkedBytesSupplier();
    for (String chunk : new String[] {"a", "b", "c"}) {
      chunks.appendContent(chunk.getBytes(StandardCharsets.UTF_8), false);
    }
    chunks.appendContent(new byte[0], true);
    Output output = new Output(206, "Partial");
    output.add(chunks);
    cache.put(key, output).join();

    Output first = cache.get(key, 2);
    assertThat(first.getCode()).isEqualTo(206);
    assertThat(text(first)).isEqualTo("ab");
    assertThat(nextToken(first)).isEqualTo(key + 2);

    Output rest = cache.get(nextToken(first), Integer.MAX_VALUE);
    assertThat(text(rest)).isEqualTo("c");
    assertThat(nextToken(rest)).isNull();
  }

  @Test
  void anOutputThatIsNotStreamedAlwaysNamesANextPart() {
    Output output = new Output();
    output.add("all");
    cache.put(key, output).join();

    Output read = cache.get(key, Integer.MAX_VALUE);

    assertThat(text(read)).isEqualTo("all");
    assertThat(nextToken(read)).isEqualTo(key + 0);
  }

  @Test
  void aRemovedOutputIsGone() {
    cache.put(key, new Output()).join();
    cache.remove(key);

    assertThat(cache.get(key, 1)).isNull();
  }

  private static String text(Output output) {
    BytesSupplier data = output.getData();
    return data.getAsString();
  }

  private static String nextToken(Output output) {
    return output.getProperty("x-next-token", null);
  }
}
