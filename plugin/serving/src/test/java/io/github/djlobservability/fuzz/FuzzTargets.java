package io.github.djlobservability.fuzz;

import io.github.djlobservability.cli.CommandLineTarget;
import io.github.djlobservability.console.PagesTarget;
import io.github.djlobservability.http.DoorTarget;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** All targets by name; the folder of the same name in {@code src/test/resources} has seeds. */
final class FuzzTargets {
  private static final Map<String, Callable<FuzzTarget>> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("audio", AudioTarget::new),
              Map.entry("command-line", CommandLineTarget::new),
              Map.entry("door", DoorTarget::new),
              Map.entry("image", ImageTarget::new),
              Map.entry("label-store", LabelStoreTarget::new),
              Map.entry("labels", LabelsTarget::new),
              Map.entry("monitor-state", MonitorStateTarget::new),
              Map.entry("pages", PagesTarget::new),
              Map.entry("payload", PayloadTarget::new),
              Map.entry("profile", ProfileTarget::new),
              Map.entry("redaction", RedactionTarget::new)));

  private FuzzTargets() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static FuzzTarget make(String name) throws Exception {
    Callable<FuzzTarget> maker = ALL.get(name);
    if (maker == null) {
      throw new IllegalArgumentException(name + " is no target; allowed: " + names());
    }
    return maker.call();
  }
}
