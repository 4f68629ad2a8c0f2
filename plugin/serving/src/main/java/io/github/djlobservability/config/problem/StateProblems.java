package io.github.djlobservability.config.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state of models that can't be written. What is wrong alike with several models, and with
 * several parts of them, is one problem: mostly it is the folder of all. Thread-safe.
 */
public final class StateProblems {
  private static final int NAMED = 3;

  /** By what is wrong, whatever model's file it is. */
  private final Map<String, Alike> reasons = new LinkedHashMap<>();

  private final String setting;

  /**
   * @param setting the key of the folder of all
   */
  public StateProblems(String setting) {
    this.setting = setting;
  }

  /**
   * Takes note that state of a model can't be written.
   *
   * @param part whose state it is
   * @param folder the model's
   * @param why what is wrong
   * @return the problem that it is now part of, where that is to be told: it is new, or twice as
   *     many models have it as when it was told last
   */
  public synchronized @Nullable ConfigurationProblem add(
      String model, String part, String folder, String why) {
    String reason = why.replaceAll(Pattern.quote(folder) + "[^\\s:]*", "");
    Alike known = reasons.get(reason);
    if (known == null || !known.has(model, part)) {
      remove(model, part);
    }
    Alike alike = reasons.computeIfAbsent(reason, unseen -> new Alike());
    alike.models.computeIfAbsent(model, unseen -> new OfModel(folder, why)).parts.add(part);
    if (alike.models.size() < alike.told * 2) {
      return null;
    }
    alike.told = alike.models.size();
    return alike.problem(setting);
  }

  /** Takes note that state of a model can be written, again. */
  public synchronized void remove(String model, String part) {
    for (Alike alike : reasons.values()) {
      OfModel of = alike.models.get(model);
      if (of != null && of.parts.remove(part) && of.parts.isEmpty()) {
        alike.models.remove(model);
      }
    }
    forgetEmpty();
  }

  /** Forgets a model. */
  public synchronized void forget(String model) {
    reasons.values().forEach(alike -> alike.models.remove(model));
    forgetEmpty();
  }

  private void forgetEmpty() {
    reasons.values().removeIf(alike -> alike.models.isEmpty());
  }

  /** Returns the problems that there are. */
  public synchronized List<ConfigurationProblem> problems() {
    return reasons.values().stream().map(alike -> alike.problem(setting)).toList();
  }

  /** Says what is wrong with a model's state. */
  private record OfModel(String folder, String why, Set<String> parts) {
    OfModel(String folder, String why) {
      this(folder, why, new TreeSet<>());
    }
  }

  /** The models that have the same problem. */
  private static final class Alike {
    private final Map<String, OfModel> models = new TreeMap<>();
    private int told;

    boolean has(String model, String part) {
      OfModel of = models.get(model);
      return of != null && of.parts.contains(part);
    }

    ConfigurationProblem problem(String setting) {
      OfModel first = models.values().iterator().next();
      Path folder = Path.of(first.folder()).getParent();
      return new ConfigurationProblem(
          names() + ", state of " + parts(),
          setting,
          models.size() == 1 || folder == null ? first.folder() : folder.toString(),
          "a folder with room that the server's user may write to; " + first.why());
    }

    private String names() {
      if (models.size() == 1) {
        return "model " + models.keySet().iterator().next();
      }
      List<String> named = new ArrayList<>(models.keySet());
      String first = String.join(", ", named.subList(0, Math.min(NAMED, named.size())));
      return named.size() + " models (" + first + (named.size() > NAMED ? " and others" : "") + ")";
    }

    private String parts() {
      Set<String> parts = new TreeSet<>();
      models.values().forEach(of -> parts.addAll(of.parts()));
      return String.join(", ", parts);
    }
  }
}
