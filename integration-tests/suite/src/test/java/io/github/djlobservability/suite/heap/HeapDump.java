package io.github.djlobservability.suite.heap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a heap dump in the format HPROF 1.0.2, with identifiers of eight bytes, of up to two
 * gigabytes. Not thread-safe.
 *
 * @see <a
 *     href="https://hg.openjdk.org/jdk8/jdk8/jdk/file/tip/src/share/demo/jvmti/hprof/manual.html">HPROF</a>
 */
public final class HeapDump {
  private static final int ID = 8;
  private static final int STRING = 0x01;
  private static final int LOADED_CLASS = 0x02;
  private static final int SEGMENT = 0x1C;
  private static final int DUMP = 0x0C;
  private static final int CLASS = 0x20;
  private static final int INSTANCE = 0x21;
  private static final int OBJECTS = 0x22;
  private static final int PRIMITIVES = 0x23;
  private static final int OBJECT_TYPE = 2;
  private static final int CHAR_TYPE = 5;
  private static final int BYTE_TYPE = 8;

  /** Bytes of a value by its type in a dump. */
  private static final int[] SIZES = {0, 0, ID, 0, 1, 2, 4, 8, 1, 2, 4, 8};

  private final ByteBuffer file;
  private final Map<Long, String> strings = new HashMap<>();
  private final Map<Long, String> classNames = new HashMap<>();
  private final Map<Long, ClassLayout> classes = new HashMap<>();

  /** Where the record of each object is, behind its tag. */
  private final Map<Long, Integer> places = new HashMap<>();

  private HeapDump(ByteBuffer file) {
    this.file = file;
  }

  /** Reads where everything is. */
  public static HeapDump read(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      HeapDump dump = new HeapDump(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      dump.index();
      return dump;
    }
  }

  /**
   * Describes what a class has.
   *
   * @param parent the class above it; 0 for none
   * @param statics what its static fields refer to, by name
   * @param fields its own fields, in the order of their values
   */
  private record ClassLayout(long parent, Map<String, Long> statics, List<Field> fields) {}

  private record Field(String name, int type) {}

  private void index() {
    while (file.get() != 0) {
      // The name of the format.
    }
    if (file.getInt() != ID) {
      throw new IllegalStateException("identifiers are not of eight bytes");
    }
    file.getLong();
    while (file.hasRemaining()) {
      int tag = file.get() & 0xff;
      file.getInt();
      int end = Math.toIntExact((file.getInt() & 0xffffffffL) + file.position());
      switch (tag) {
        case STRING -> {
          long id = file.getLong();
          byte[] text = new byte[end - file.position()];
          file.get(text);
          strings.put(id, new String(text, StandardCharsets.UTF_8));
        }
        case LOADED_CLASS -> {
          file.getInt();
          long id = file.getLong();
          file.getInt();
          classNames.put(id, name(file.getLong()).replace('/', '.'));
        }
        case SEGMENT, DUMP -> segment(end);
        default -> {}
      }
      file.position(end);
    }
  }

  private String name(long id) {
    return strings.getOrDefault(id, "?");
  }

  private void segment(int end) {
    while (file.position() < end) {
      int tag = file.get() & 0xff;
      switch (tag) {
        case 0xff, 0x05, 0x07 -> skip(ID);
        case 0x01 -> skip(2 * ID);
        case 0x04, 0x06 -> skip(ID + 4);
        case 0x02, 0x03, 0x08 -> skip(ID + 8);
        case CLASS -> layout();
        case INSTANCE, OBJECTS, PRIMITIVES -> object(tag);
        default -> throw new IllegalStateException("unknown part of a dump: " + tag);
      }
    }
  }

  private void skip(int bytes) {
    file.position(file.position() + bytes);
  }

  private void object(int tag) {
    int place = file.position() - 1;
    places.put(file.getLong(), place);
    file.getInt();
    int count = tag == INSTANCE ? 0 : file.getInt();
    switch (tag) {
      case INSTANCE -> {
        skip(ID);
        int bytes = file.getInt();
        skip(bytes);
      }
      case OBJECTS -> skip(ID + count * ID);
      default -> {
        int size = SIZES[file.get()];
        skip(count * size);
      }
    }
  }

  private void layout() {
    long id = file.getLong();
    file.getInt();
    long parent = file.getLong();
    skip(5 * ID + 4);
    for (int count = file.getShort(); count > 0; count--) {
      file.getShort();
      int size = SIZES[file.get()];
      skip(size);
    }
    Map<String, Long> statics = new HashMap<>();
    for (int count = file.getShort(); count > 0; count--) {
      String name = name(file.getLong());
      int type = file.get();
      if (type == OBJECT_TYPE) {
        statics.put(name, file.getLong());
      } else {
        skip(SIZES[type]);
      }
    }
    List<Field> fields = new ArrayList<>();
    for (int count = file.getShort(); count > 0; count--) {
      fields.add(new Field(name(file.getLong()), file.get()));
    }
    classes.put(id, new ClassLayout(parent, statics, fields));
  }

  /** Returns all objects. */
  public Iterable<Long> objects() {
    return places.keySet();
  }

  /** Returns how many objects there are. */
  public int size() {
    return places.size();
  }

  /** Hands over what the static fields of each class refer to, with the class's name. */
  public void statics(BiConsumer<String, Long> to) {
    classes.forEach(
        (id, layout) ->
            layout.statics().values().forEach(value -> to.accept(className(id), value)));
  }

  private String className(long id) {
    return classNames.getOrDefault(id, "?");
  }

  /** Returns the name of an object's class; of an array as a virtual machine names it. */
  public String classOf(long object) {
    Integer place = places.get(object);
    if (place == null) {
      return "?";
    }
    return switch (file.get(place) & 0xff) {
      case INSTANCE -> className(file.getLong(place + 1 + ID + 4));
      case OBJECTS -> className(file.getLong(place + 1 + ID + 8));
      default -> "[" + file.get(place + 1 + ID + 8);
    };
  }

  /**
   * Hands over what an object refers to, with the field's name; of weak references, and others that
   * a collector may clear, not their referents.
   */
  public void references(long object, BiConsumer<String, Long> to) {
    Integer place = places.get(object);
    if (place == null) {
      return;
    }
    int tag = file.get(place) & 0xff;
    if (tag == OBJECTS) {
      int count = file.getInt(place + 1 + ID + 4);
      int from = place + 1 + ID + 8 + ID;
      for (int i = 0; i < count; i++) {
        to.accept("[]", file.getLong(from + i * ID));
      }
    } else if (tag == INSTANCE) {
      fields(place, to);
    }
  }

  private void fields(int place, BiConsumer<String, Long> to) {
    int at = place + 1 + ID + 4 + ID + 4;
    long id = file.getLong(place + 1 + ID + 4);
    for (ClassLayout layout = classes.get(id);
        layout != null;
        layout = classes.get(layout.parent())) {
      for (Field field : layout.fields()) {
        if (field.type() == OBJECT_TYPE && !field.name().equals("referent")) {
          to.accept(field.name(), file.getLong(at));
        }
        at += SIZES[field.type()];
      }
    }
  }

  /** Returns the content of an array of bytes, or of characters in their order; null for others. */
  public byte @Nullable [] bytes(long object) {
    Integer place = places.get(object);
    if (place == null || (file.get(place) & 0xff) != PRIMITIVES) {
      return null;
    }
    int type = file.get(place + 1 + ID + 8);
    if (type != BYTE_TYPE && type != CHAR_TYPE) {
      return null;
    }
    byte[] content = new byte[file.getInt(place + 1 + ID + 4) * SIZES[type]];
    file.get(place + 1 + ID + 9, content);
    return content;
  }
}
