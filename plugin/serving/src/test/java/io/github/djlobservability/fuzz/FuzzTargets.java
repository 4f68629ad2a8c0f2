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
          Map.of(
              "audio", AudioTarget::new,
              "command-line", CommandLineTarget::new,
              "door", DoorTarget::new,
              "label-store", LabelStoreTarget::new,
              "labels", LabelsTarget::new,
              "monitor-state", MonitorStateTarget::new,
              "pages", PagesTarget::new,
              "payload", PayloadTarget::new,
              "profile", ProfileTarget::new,
              "redaction", RedactionTarget::new));

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
