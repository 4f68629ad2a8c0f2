package io.github.djlobservability.config;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Knows all settings that there are, by key and by variable. */
final class SettingCatalogue {
  /** The classes whose constants are the settings. */
  static final List<Class<?>> AREAS =
      List.of(
          GeneralSetting.class,
          MetricSetting.class,
          RequestSetting.class,
          PayloadSetting.class,
          DriftSetting.class,
          FeedbackSetting.class,
          QualitySetting.class,
          RolloutSetting.class,
          LoadSetting.class,
          HardwareSetting.class,
          AccessSetting.class,
          PrivacySetting.class,
          CaptureSetting.class,
          AuditSetting.class);

  private static final Map<String, Setting<?>> BY_KEY =
      AREAS.stream()
          .flatMap(area -> in(area).stream())
          .collect(
              Collectors.toMap(
                  Setting::key, setting -> setting, (one, other) -> one, LinkedHashMap::new));

  private static final Map<String, Setting<?>> BY_VARIABLE =
      BY_KEY.values().stream()
          .collect(Collectors.toMap(Setting::environmentName, setting -> setting));

  private SettingCatalogue() {}

  static Collection<Setting<?>> all() {
    return BY_KEY.values();
  }

  static @Nullable Setting<?> byKey(String key) {
    return BY_KEY.get(key);
  }

  static @Nullable Setting<?> byVariable(String name) {
    return BY_VARIABLE.get(name);
  }

  /** Returns the settings of an area in the order in which they are written down. */
  static List<Setting<?>> in(Class<?> area) {
    List<Setting<?>> settings = new ArrayList<>();
    for (Field field : area.getFields()) {
      if (field.getType() == Setting.class) {
        settings.add(constant(field));
      }
    }
    return settings;
  }

  private static Setting<?> constant(Field field) {
    try {
      return (Setting<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is for all to see", e);
    }
  }
}
