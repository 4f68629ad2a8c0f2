package io.github.djlobservability.observation;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Leads from an object that one model of a workflow put out to the request it belongs to, for the
 * model that takes the same object in next. Thread-safe. Holds an entry until its object is
 * garbage.
 */
final class Handovers {
  private final Map<Object, Handover> handovers = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();

  void add(Object output, Handover handover) {
    for (Reference<?> gone = garbage.poll(); gone != null; gone = garbage.poll()) {
      handovers.remove(gone);
    }
    handovers.put(new Key(output, garbage), handover);
  }

  @Nullable Handover find(Object input) {
    return handovers.isEmpty() ? null : handovers.get(new Key(input, null));
  }

  int size() {
    return handovers.size();
  }

  /** Is equal to another of the very same object. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, @Nullable ReferenceQueue<Object> garbage) {
      super(object, garbage);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object object = get();
      return object != null && other instanceof Key key && key.refersTo(object);
    }
  }
}
