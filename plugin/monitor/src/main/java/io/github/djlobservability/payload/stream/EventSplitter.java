package io.github.djlobservability.payload.stream;

/**
 * Splits a streamed body into the events that it is made of. Not thread-safe. Errors that DJL
 * Serving writes into a stream are no proper part of it; they are told of as {@link Events#stray}.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class EventSplitter implements LineSplitter.Lines {
  /** Longer events are not read, in bytes. */
  public static final int MAX_EVENT = LineSplitter.MAX_LINE;

  private final boolean serverSent;
  private final Events events;
  private final LineSplitter lines = new LineSplitter(this);
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;
  private boolean unread;
  private boolean error;

  /** Told of each event. */
  public interface Events {
    /**
     * An event has come.
     *
     * @param data as it was sent
     * @param error whether the sender calls the event an error
     * @param nanos when it was complete
     */
    void event(String data, boolean error, long nanos);

    /** An event couldn't be looked into: too long, or pieces are missing. */
    void unread(long nanos);

    /** Text that belongs to no event. */
    void stray(String text, long nanos);
  }

  /**
   * @param serverSent server-sent events; if not, each line is an event
   */
  public EventSplitter(boolean serverSent, Events events) {
    this.serverSent = serverSent;
    this.events = events;
  }

  /** Returns whether an event, or another text, begins as a document of JSON does. */
  public static boolean beginsAsJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        return c == '{' || c == '[';
      }
    }
    return false;
  }

  /** Takes the next piece. */
  public void take(byte[] bytes, long nanos) {
    lines.take(bytes, nanos);
  }

  /** A piece is missing. */
  public void skip() {
    lines.skip();
  }

  /** The body is complete. An event that lacks its empty line counts all the same. */
  public void end(long nanos) {
    lines.end(nanos);
    dispatch(nanos);
  }

  @Override
  public void line(String text, long nanos) {
    if (!serverSent) {
      jsonLine(text, nanos);
    } else if (text.isEmpty()) {
      dispatch(nanos);
    } else if (text.charAt(0) != ':') {
      field(text, nanos);
    }
  }

  private void jsonLine(String text, long nanos) {
    if (beginsAsJson(text)) {
      events.event(text, false, nanos);
    } else if (!text.isBlank()) {
      events.stray(text, nanos);
    }
  }

  @Override
  public void unread(long nanos) {
    if (serverSent) {
      unread = true;
    } else {
      events.unread(nanos);
    }
  }

  private void field(String line, long nanos) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    int start = colon < 0 ? line.length() : colon + 1;
    boolean space = start < line.length() && line.charAt(start) == ' ';
    String value = line.substring(space ? start + 1 : start);
    switch (name) {
      case "data" -> append(value);
      case "event" -> error = value.equals("error");
      case "id", "retry" -> {}
      default -> events.stray(line, nanos);
    }
  }

  private void append(String value) {
    if (data.length() + value.length() > MAX_EVENT) {
      unread = true;
      return;
    }
    if (hasData) {
      data.append('\n');
    }
    data.append(value);
    hasData = true;
  }

  private void dispatch(long nanos) {
    if (unread) {
      events.unread(nanos);
    } else if (hasData) {
      events.event(data.toString(), error, nanos);
    }
    data.setLength(0);
    hasData = false;
    unread = false;
    error = false;
  }
}
