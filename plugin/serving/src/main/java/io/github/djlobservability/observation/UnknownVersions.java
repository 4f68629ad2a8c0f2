package io.github.djlobservability.observation;

import io.github.djlobservability.payload.document.NotRead;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the requests for models of several versions that named none, and of which nobody can tell
 * which version served them: those without a trace, and those of doors whose inputs carry no
 * header. The log says once for each name what to do. Thread-safe. Holds a number for each name of
 * a model that is watched.
 */
public final class UnknownVersions {
  private static final Logger LOGGER = LoggerFactory.getLogger(UnknownVersions.class);

  private static final String FOUND =
      "requests that name no version are not looked into, and find no labels, since which version"
          + " served them can't be known";

  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

  /** Counts a request. */
  public void add(String model) {
    requests.computeIfAbsent(model, UnknownVersions::first).increment();
  }

  private static LongAdder first(String model) {
    LOGGER.warn("Model {}: {}", model, NotRead.VERSION.advise(FOUND));
    return new LongAdder();
  }

  /** Returns how many requests there were for a name. */
  public long of(String model) {
    LongAdder count = requests.get(model);
    return count == null ? 0 : count.sum();
  }

  /** Returns how many there were, by name. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    requests.forEach((model, count) -> all.put(model, count.sum()));
    return all;
  }

  /** Forgets all names but these. */
  public void retain(Collection<String> models) {
    requests.keySet().retainAll(models);
  }
}
