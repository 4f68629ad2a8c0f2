package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.Values;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees documents as trees. Stateless. */
final class Trees {
  private static final int SHOWN = 5;

  private Trees() {}

  /** Returns the roots of a document; of tensors, an object with a member for each. */
  static List<@Nullable Object> roots(Document document) {
    if (document instanceof Document.Json json) {
      return json.roots();
    }
    List<@Nullable Object> roots = new ArrayList<>();
    if (document instanceof Document.Text text) {
      roots.add(text.text());
    } else if (document instanceof Document.Tensors tensors) {
      roots.add(object(tensors.list()));
    } else if (document instanceof Document.Table table) {
      roots.add(Values.of(table.rows().stream().map(Values::of).toList()));
    }
    return roots;
  }

  private static Map<String, @Nullable Object> object(List<Tensor> tensors) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      String name = tensors.get(i).name();
      members.put(name == null ? Integer.toString(i) : name, Values.of(tensors.get(i)));
    }
    return members;
  }

  /** Says what a part of a document is, for people. */
  static String shown(@Nullable Object node) {
    if (node instanceof Map<?, ?> object) {
      List<String> names = object.keySet().stream().limit(SHOWN).map(n -> "`" + n + "`").toList();
      boolean more = object.size() > SHOWN;
      return "an object with " + String.join(", ", names) + (more ? ", ..." : "");
    }
    if (node instanceof Values values) {
      String first = values.size() == 0 ? "" : ", the first " + shown(values.get(0));
      return "an array of " + values.size() + first;
    }
    return node instanceof String ? "a text" : node == null ? "null" : "the value " + node;
  }
}
