package io.github.djlobservability.config;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown in strict mode for settings that are wrong. */
public final class InvalidConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidConfigurationException(List<ConfigurationProblem> problems) {
    super(
        problems.stream().map(ConfigurationProblem::message).collect(Collectors.joining("; "))
            + " (fatal because of "
            + GeneralSetting.STRICT.key()
            + "=true)");
  }
}
