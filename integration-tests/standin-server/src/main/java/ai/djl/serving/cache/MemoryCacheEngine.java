package ai.djl.serving.cache;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps outputs in memory until they are removed. */
final class MemoryCacheEngine implements CacheEngine {

  private static final Logger logger = LoggerFactory.getLogger(MemoryCacheEngine.class);
  private static final int KEY_LENGTH = 36;
  private static final int CHUNK_TIMEOUT_SECONDS = 60;

  private final Map<String, CachedOutput> outputs = new ConcurrentHashMap<>();

  @Override
  public boolean isMultiTenant() {
    return false;
  }

  @Override
  public CompletableFuture<Void> put(String key, Output output) {
    return CompletableFuture.runAsync(() -> store(key, output))
        .exceptionally(
            e -> {
              logger.warn("Failed to write to Cache", e);
              return null;
            });
  }

  private void store(String key, Output output) {
    BytesSupplier data = output.getData();
    if (data instanceof ChunkedBytesSupplier chunks) {
      CachedOutput cached = start(key, output);
      try {
        drain(chunks, cached);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    } else if (data instanceof PublisherBytesSupplier publisher) {
      subscribe(publisher, start(key, output));
    } else {
      outputs.put(key, new CachedOutput(output));
    }
  }

  /** Keeps the head of a streamed output. */
  private CachedOutput start(String key, Output output) {
    Output head = new Output(output.getCode(), output.getMessage());
    head.setProperties(output.getProperties());
    CachedOutput cached = new CachedOutput(head);
    outputs.put(key, cached);
    return cached;
  }

  private static void drain(ChunkedBytesSupplier chunks, CachedOutput cached)
      throws InterruptedException {
    byte[] ready = chunks.pollChunk();
    cached.add(ready, !chunks.hasNext());
    while (chunks.hasNext()) {
      byte[] chunk = chunks.nextChunk(CHUNK_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      cached.add(chunk, !chunks.hasNext());
    }
  }

  private static void subscribe(PublisherBytesSupplier publisher, CachedOutput cached) {
    publisher
        .subscribe(
            chunk -> {
              boolean last = chunk == null;
              if (last || chunk.length > 0) {
                cached.add(last ? new byte[0] : chunk, last);
              }
            })
        .exceptionally(
            e -> {
              logger.warn("Failed to write to Cache", e);
              return null;
            });
  }

  @Override
  public Output get(String key, int limit) {
    boolean positioned = key.length() > KEY_LENGTH;
    int position = positioned ? Integer.parseInt(key.substring(KEY_LENGTH)) : 0;
    String name = positioned ? key.substring(0, KEY_LENGTH) : key;
    CachedOutput cached = outputs.get(name);
    return cached == null ? null : read(cached.snapshot(), name, position, limit);
  }

  private static Output read(CachedOutput.Snapshot cached, String key, int position, int limit) {
    Output part = new Output();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    boolean any = false;
    long room = limit;
    if (position == 0) {
      part.setCode(cached.head().getCode());
      part.setMessage(cached.head().getMessage());
      part.setProperties(cached.head().getProperties());
      BytesSupplier data = cached.head().getData();
      if (data != null) {
        content.writeBytes(data.getAsBytes());
        any = true;
        room--;
      }
    }
    int end = (int) Math.min(position + room, cached.chunks().size());
    for (byte[] chunk : cached.chunks().subList(Math.min(position, end), end)) {
      content.writeBytes(chunk);
      any = true;
    }
    if (any) {
      part.add(content.toByteArray());
    }
    boolean complete = cached.last() && end == cached.chunks().size();
    if (!complete && !part.getProperties().containsKey("x-next-token")) {
      part.addProperty("x-next-token", key + end);
      part.addProperty("X-Amzn-SageMaker-Custom-Attributes", "x-next-token=" + key);
    }
    return part;
  }

  @Override
  public void remove(String key) {
    outputs.remove(key);
  }
}
