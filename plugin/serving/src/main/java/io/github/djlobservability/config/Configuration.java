package io.github.djlobservability.config;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.config.problem.StateProblems;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings and remembers what was wrong with them.
 *
 * <p>A wrong setting is reported, and the next value in line is used in its place; in strict mode
 * it is fatal. Thread-safe.
 */
public final class Configuration {
  private static final String SERVER = "server";

  private final Settings server;
  private final List<String> printedSecrets;
  private final Map<String, List<ConfigurationProblem>> problemsBySource =
      new ConcurrentHashMap<>();
  private final StateProblems states = new StateProblems(GeneralSetting.STATE_FOLDER.key());
  private final Consumer<ConfigurationProblem> reporter;

  /**
   * Reads the server's settings.
   *
   * @param properties the server's configuration; keys of others are left alone
   * @param environment the environment's variables; they win over the properties
   * @param reporter takes each problem once
   * @throws InvalidConfigurationException for a wrong setting in strict mode
   */
  public Configuration(
      Properties properties,
      Map<String, String> environment,
      Consumer<ConfigurationProblem> reporter) {
    this.reporter = reporter;
    SettingReader reader = SettingReader.ofServer();
    reader.read(properties);
    reader.read(environment);
    server = reader.settings();
    printedSecrets = List.copyOf(reader.writtenOut());
    report(SERVER, reader.problems());
  }

  /** Returns the server's settings, which hold for its models, too. */
  public Settings server() {
    return server;
  }

  /**
   * Returns the environment's variables that have a secret in them: DJL Serving prints every
   * variable whose name begins with {@code SERVING_} in its log.
   */
  public List<String> printedSecrets() {
    return printedSecrets;
  }

  /**
   * Reads a model's settings.
   *
   * @param model the model's name and version, for messages
   * @param properties the model's properties; keys of others are left alone
   * @return the model's own settings over the server's
   * @throws InvalidConfigurationException for a wrong setting in strict mode
   */
  public Settings model(String model, Properties properties) {
    String source = sourceOf(model);
    SettingReader reader = SettingReader.ofModel(source, server);
    reader.read(properties);
    report(source, reader.problems());
    return reader.settings();
  }

  /**
   * Takes note of a setting that isn't ours and that its owner refused, beside others.
   *
   * @throws InvalidConfigurationException in strict mode
   */
  public void refused(ConfigurationProblem problem) {
    checkStrict(List.of(problem));
    problemsBySource.merge(
        problem.source(),
        List.of(problem),
        (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
    reporter.accept(problem);
  }

  /** Returns the problems that there are at the moment. */
  public List<ConfigurationProblem> problems() {
    return Stream.concat(
            problemsBySource.values().stream().flatMap(List::stream), states.problems().stream())
        .collect(Collectors.toList());
  }

  /** Forgets the problems of a model that is gone. */
  public void forget(String model) {
    problemsBySource.remove(sourceOf(model));
    problemsBySource.remove(referenceOf(model));
    states.forget(model);
  }

  /**
   * Takes note of a model's reference that can't be used. That is not fatal in strict mode either:
   * the model serves already.
   *
   * @param why what is wrong with it
   */
  public void referenceRefused(String model, String file, String why) {
    ConfigurationProblem problem =
        new ConfigurationProblem(
            referenceOf(model), DriftSetting.REFERENCE.key(), file, "a reference profile; " + why);
    problemsBySource.put(referenceOf(model), List.of(problem));
    reporter.accept(problem);
  }

  /** Takes note that a model has a reference that can be used after all. */
  public void referenceReplaced(String model) {
    problemsBySource.remove(referenceOf(model));
  }

  /**
   * Takes note of state of a model that can't be written. What is wrong alike with several models
   * is one problem.
   *
   * @param part whose state it is
   * @param why what is wrong
   */
  public void stateNotKept(String model, String part, String folder, String why) {
    ConfigurationProblem problem = states.add(model, part, folder, why);
    if (problem != null) {
      reporter.accept(problem);
    }
  }

  /**
   * Takes note that the key of hidden values can be neither read nor written.
   *
   * @param why what is wrong
   */
  public void keyNotKept(String folder, String why) {
    ConfigurationProblem problem =
        new ConfigurationProblem(
            "server, key of hidden values",
            GeneralSetting.STATE_FOLDER.key(),
            folder,
            "a folder with room that the server's user may write to; until the next start hidden"
                + " values have hashes of their own: "
                + why);
    problemsBySource.put(problem.source(), List.of(problem));
    reporter.accept(problem);
  }

  /** Takes note that state of a model can be written, again. */
  public void stateKept(String model, String part) {
    states.remove(model, part);
  }

  private static String referenceOf(String model) {
    return sourceOf(model) + ", reference";
  }

  private static String sourceOf(String model) {
    return "model " + model;
  }

  private void checkStrict(List<ConfigurationProblem> problems) {
    if (server.get(GeneralSetting.STRICT) && !problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
  }

  private void report(String source, List<ConfigurationProblem> problems) {
    checkStrict(problems);
    problemsBySource.put(source, List.copyOf(problems));
    problems.forEach(reporter);
  }
}
