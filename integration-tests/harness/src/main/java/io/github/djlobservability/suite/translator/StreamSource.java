package io.github.djlobservability.suite.translator;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Makes the parts of a streamed answer, on a thread of its own. */
abstract class StreamSource {

  private final Script script;

  StreamSource(Script script) {
    this.script = script;
  }

  final void start(String threadName) {
    Thread thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the content type of an answer. */
  static String contentType(Script script) {
    return script.events ? "text/event-stream" : "text/plain";
  }

  static byte[] part(Script script, int number) {
    String text =
        script.events
            ? "data: {\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"part %d\"}}]}\n\n"
            : "part %d\n";
    return text.formatted(number).getBytes(StandardCharsets.UTF_8);
  }

  /** Hands one part to the server. */
  abstract void emit(byte[] part, boolean last);

  /** Breaks the answer off. */
  abstract void fail();

  private void run() {
    try {
      for (int i = 0; i < script.chunks; i++) {
        pause(i);
        if (i == script.failAtChunk) {
          fail();
          return;
        }
        emit(part(script, i), i == script.chunks - 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(int part) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(script.chunkMillis + (part == 0 ? script.firstChunkMillis : 0));
    if (script.gate != null) {
      Gate.await(script.gate + part);
    }
  }
}
