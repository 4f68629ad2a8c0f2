package io.github.djlobservability.config;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.suggestion.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the settings of the server or of one model: takes what is right, and collects what is
 * wrong. Not thread-safe.
 */
final class SettingReader {
  /** Mistypings up to which the first word of a key is taken for ours. */
  private static final int NEAR = 2;

  private final String source;
  private final boolean ofModel;
  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final List<String> writtenOut = new ArrayList<>();
  private Settings settings;

  private SettingReader(String source, boolean ofModel, Settings otherwise) {
    this.source = source;
    this.ofModel = ofModel;
    this.settings = otherwise;
  }

  static SettingReader ofServer() {
    return new SettingReader("server", false, Settings.DEFAULTS);
  }

  /**
   * @param source as problems name it
   * @param server holds where the model says nothing
   */
  static SettingReader ofModel(String source, Settings server) {
    return new SettingReader(source, true, server);
  }

  /** Returns the settings that were right, over those that hold otherwise. */
  Settings settings() {
    return settings;
  }

  List<ConfigurationProblem> problems() {
    return problems;
  }

  /** Returns the variables that have a secret in them, rather than the name of its file. */
  List<String> writtenOut() {
    return writtenOut;
  }

  /** Reads properties; keys of others are left alone. */
  void read(Properties properties) {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (isOurs(key)) {
        Setting<?> setting = SettingCatalogue.byKey(key);
        if (setting == null || (ofModel && !setting.perModel())) {
          problems.add(unknown(key));
        } else {
          take(setting, properties.getProperty(key).trim());
        }
      }
    }
  }

  private static boolean isOurs(String key) {
    int dot = key.indexOf('.');
    return key.startsWith(Setting.PREFIX)
        || (dot > 0 && NearestName.distance(key.substring(0, dot + 1), Setting.PREFIX) <= NEAR);
  }

  /** Reads the environment's variables, which win over what was read before. */
  void read(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                readVariable(name, text.trim());
              }
            });
  }

  private void readVariable(String name, String text) {
    Setting<?> setting = SettingCatalogue.byVariable(name);
    if (setting == null) {
      List<String> names = known().map(Setting::environmentName).toList();
      problems.add(
          new ConfigurationProblem(
              "environment", name, null, hint(name, Setting.ENVIRONMENT_PREFIX, names)));
    } else {
      take(setting, text);
      if (setting.notation().secret() && !SecretReading.isOfFile(text)) {
        writtenOut.add(name);
      }
    }
  }

  private <T> void take(Setting<T> setting, String text) {
    T value = setting.notation().parser().apply(text);
    if (value == null) {
      String shown = setting.notation().secret() ? "(hidden)" : text;
      problems.add(new ConfigurationProblem(source, setting.key(), shown, allowed(setting)));
      if (setting.untilRead() != null) {
        settings = settings.withUnreadable(setting);
      }
    } else {
      settings = settings.with(setting, value);
    }
  }

  private static String allowed(Setting<?> setting) {
    String allowed = setting.notation().allowed();
    return setting.untilRead() == null ? allowed : allowed + "; until then " + setting.untilRead();
  }

  private ConfigurationProblem unknown(String key) {
    String hint =
        SettingCatalogue.byKey(key) != null
            ? "it is a setting of the server alone"
            : hint(key, Setting.PREFIX, known().map(Setting::key).toList());
    return new ConfigurationProblem(source, key, null, hint);
  }

  private Stream<Setting<?>> known() {
    return SettingCatalogue.all().stream().filter(setting -> !ofModel || setting.perModel());
  }

  /** Says what may have been meant, or where all that there is stands. */
  private static String hint(String written, String prefix, List<String> known) {
    String nearest =
        NearestName.of(
            written.substring(Math.min(prefix.length(), written.length())),
            known.stream().map(name -> name.substring(prefix.length())).toList());
    return nearest == null
        ? "docs/configuration.md lists the settings that there are"
        : "did you mean " + prefix + nearest + "?";
  }
}
