package io.github.djlobservability.suite.otlp;

import static java.util.Comparator.comparingLong;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The spans of one trace that have been received, by their start. */
public final class SpanTree {

  private static final Comparator<ReceivedSpan> BY_START =
      comparingLong(ReceivedSpan::startNanos).thenComparing(comparingLong(ReceivedSpan::endNanos));

  private final List<ReceivedSpan> spans;

  private SpanTree(List<ReceivedSpan> spans) {
    this.spans = spans;
  }

  /** All spans must be of one trace. */
  static SpanTree of(Collection<ReceivedSpan> spans) {
    return new SpanTree(spans.stream().sorted(BY_START).toList());
  }

  public List<ReceivedSpan> spans() {
    return spans;
  }

  /** Returns the spans of that name, by their start. */
  public List<ReceivedSpan> spans(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  /**
   * Returns the only span of that name.
   *
   * @throws AssertionError if there is none, or more than one
   */
  public ReceivedSpan span(String name) {
    return only(spans(name), name);
  }

  /**
   * Returns the only SERVER span.
   *
   * @throws AssertionError if there is none, or more than one
   */
  public ReceivedSpan server() {
    return only(
        spans.stream().filter(span -> span.kind() == ReceivedSpan.Kind.SERVER).toList(), "SERVER");
  }

  /** Returns whether the request's span is there; those below it end, and may come, before it. */
  public boolean hasServer() {
    return spans.stream().anyMatch(span -> span.kind() == ReceivedSpan.Kind.SERVER);
  }

  /**
   * Returns the spans whose parent is not among those received: it is another process's, or
   * missing.
   */
  public List<ReceivedSpan> roots() {
    return spans.stream().filter(span -> spans.stream().noneMatch(span::isChildOf)).toList();
  }

  public List<ReceivedSpan> childrenOf(ReceivedSpan parent) {
    return spans.stream().filter(span -> span.isChildOf(parent)).toList();
  }

  /**
   * Returns one line a span, {@code NAME KIND}, children indented by two spaces below their parent.
   */
  public String outline() {
    StringBuilder lines = new StringBuilder();
    roots().forEach(root -> outline(root, "", lines));
    return lines.toString();
  }

  private void outline(ReceivedSpan span, String indentation, StringBuilder lines) {
    lines.append(indentation).append(span.name()).append(' ').append(span.kind()).append('\n');
    childrenOf(span).forEach(child -> outline(child, indentation + "  ", lines));
  }

  private ReceivedSpan only(List<ReceivedSpan> found, String what) {
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one span " + what + " but there are " + found.size() + " in:\n" + outline());
    }
    return found.get(0);
  }

  @Override
  public String toString() {
    return outline();
  }
}
