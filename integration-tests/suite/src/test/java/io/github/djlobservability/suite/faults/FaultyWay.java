package io.github.djlobservability.suite.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The way to a collector, on which something can go wrong. Thread-safe. */
final class FaultyWay implements Closeable {
  /** Says how the way is broken. */
  enum Fault {
    NONE,
    /** Connections are closed as soon as they are there. */
    CLOSES,
    /** Nothing ever comes back. */
    HANGS,
    /** The response is no HTTP. */
    GARBAGE,
    /** Each part of a request, and of a response, takes its time. */
    SLOW
  }

  private static final int BUFFER = 8192;
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final URI collector;
  private final ServerSocket server;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Fault fault = Fault.NONE;

  FaultyWay(URI collector) throws IOException {
    this.collector = collector;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Has this go wrong from now on; connections that are there are closed. */
  void breakBy(Fault next) throws IOException {
    fault = next;
    closeAll();
  }

  /** Returns whether somebody waits for a response. */
  boolean holdsAConnection() {
    return !open.isEmpty();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        start(() -> serve(client));
      } catch (IOException e) {
        // It is closed, or the client is gone.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      switch (fault) {
        case CLOSES -> {}
        case HANGS -> {
          client.getInputStream().read();
          closed.await();
        }
        case GARBAGE -> {
          client.getInputStream().read();
          client
              .getOutputStream()
              .write("\u0016\u0003\u0001 HTTP/9 nothing\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
        case SLOW, NONE -> pass(client);
      }
    } catch (IOException e) {
      // One of the two has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Socket client) throws IOException {
    try (Socket there = new Socket(collector.getHost(), collector.getPort())) {
      open.add(there);
      start(() -> copyQuietly(there, client));
      copy(client.getInputStream(), there.getOutputStream());
    }
  }

  private void copyQuietly(Socket from, Socket to) {
    try {
      copy(from.getInputStream(), to.getOutputStream());
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (fault == Fault.SLOW) {
        LockSupport.parkNanos(SLOW_NANOS);
      }
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "faulty-way");
    thread.setDaemon(true);
    thread.start();
  }

  private void closeAll() throws IOException {
    for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    closeAll();
  }
}
