package io.github.djlobservability.suite.heap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All objects that the plugin's classes and objects hold on to. It goes through objects of ours, of
 * the libraries in our jar, and of Java, and stops at what is the server's: its requests, channels,
 * models and threads hold what clients have sent, with the plugin or without.
 */
public final class OurObjects {
  private static final String OURS = "io.github.djlobservability.";
  private static final List<String> GONE_THROUGH =
      List.of(OURS, "java.", "io.opentelemetry.", "[L" + OURS, "[Ljava.", "[[");
  private static final List<String> SERVERS =
      List.of(
          OURS + "suite.",
          OURS + "standin.",
          "java.lang.Thread",
          "java.lang.Class",
          "java.lang.ClassLoader",
          "java.lang.Module",
          "java.util.logging.");

  private final HeapDump dump;

  /** Holds for each object the one that it was found through. */
  private final Map<Long, Link> found = new HashMap<>();

  private record Link(long from, String field) {}

  private OurObjects(HeapDump dump) {
    this.dump = dump;
  }

  /** Finds them all. */
  public static OurObjects in(HeapDump dump) {
    OurObjects ours = new OurObjects(dump);
    ours.find();
    return ours;
  }

  private void find() {
    Deque<Long> open = new ArrayDeque<>();
    dump.statics(
        (name, object) -> {
          if (name.startsWith(OURS) && isGoneThrough(name)) {
            reach(0, name, object, open);
          }
        });
    for (long object : dump.objects()) {
      if (dump.classOf(object).startsWith(OURS)) {
        reach(0, "", object, open);
      }
    }
    while (!open.isEmpty()) {
      long object = open.pop();
      dump.references(object, (field, to) -> reach(object, field, to, open));
    }
  }

  private void reach(long from, String field, long object, Deque<Long> open) {
    if (object != 0
        && isGoneThrough(dump.classOf(object))
        && found.putIfAbsent(object, new Link(from, field)) == null) {
      open.push(object);
    }
  }

  private static boolean isGoneThrough(String name) {
    boolean primitives = name.matches("\\[\\d+");
    return primitives
        || (GONE_THROUGH.stream().anyMatch(name::startsWith)
            && SERVERS.stream().noneMatch(name::startsWith));
  }

  /** Returns how many there are. */
  public int size() {
    return found.size();
  }

  /** Returns those of the texts that any of the objects holds, each with the way to it. */
  public Map<String, String> holding(Collection<String> texts) {
    Map<String, List<byte[]>> needles = new HashMap<>();
    for (String text : texts) {
      needles.put(
          text,
          List.of(
              text.getBytes(StandardCharsets.UTF_8),
              text.getBytes(StandardCharsets.ISO_8859_1),
              text.getBytes(StandardCharsets.UTF_16LE)));
    }
    Map<String, String> held = new HashMap<>();
    for (long object : found.keySet()) {
      byte[] content = dump.bytes(object);
      if (content != null && content.length > 3) {
        needles.forEach(
            (text, forms) -> {
              if (forms.stream().anyMatch(form -> contains(content, form))) {
                held.putIfAbsent(text, way(object));
              }
            });
      }
    }
    return held;
  }

  private String way(long object) {
    List<String> way = new ArrayList<>();
    for (long at = object; at != 0; ) {
      Link link = found.get(at);
      if (link == null) {
        break;
      }
      way.add(0, link.field() + ": " + dump.classOf(at));
      at = link.from();
    }
    return String.join(" > ", way);
  }

  private static boolean contains(byte[] content, byte[] part) {
    for (int i = 0; i <= content.length - part.length; i++) {
      if (content[i] == part[0]
          && Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
