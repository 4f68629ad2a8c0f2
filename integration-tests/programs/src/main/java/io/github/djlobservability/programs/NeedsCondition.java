package io.github.djlobservability.programs;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link Needs} whether tests run. */
final class NeedsCondition implements ExecutionCondition {

  private static final Namespace NAMESPACE = Namespace.create(NeedsCondition.class);

  private final Map<String, String> environment;

  NeedsCondition() {
    this(System.getenv());
  }

  NeedsCondition(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class))
        .flatMap(this::absences)
        .map(absences -> leaveOut(context, absences))
        .orElseGet(() -> ConditionEvaluationResult.enabled("all programs are there"));
  }

  private Optional<String> absences(Needs needs) {
    String text =
        Arrays.stream(needs.value())
            .filter(program -> program.find(environment).isEmpty())
            .map(Program::absence)
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private ConditionEvaluationResult leaveOut(ExtensionContext context, String absences) {
    if (Boolean.parseBoolean(environment.get("CI"))) {
      throw new IllegalStateException("with CI=true nothing is left out: " + absences);
    }
    String line = context.getRequiredTestClass().getSimpleName() + ": " + absences;
    // Methods of one class that need the same are one group.
    context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(line, NeedsCondition::print);
    return ConditionEvaluationResult.disabled(absences);
  }

  private static boolean print(String line) {
    System.out.println("LEFT OUT: " + line);
    return true;
  }
}
