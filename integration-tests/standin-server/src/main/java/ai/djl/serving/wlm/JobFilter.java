package ai.djl.serving.wlm;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out jobs that are not to be run: those whose client has gone, which get no output, and
 * those for an adapter that there isn't, which get an error.
 */
final class JobFilter {

  private static final Logger logger = LoggerFactory.getLogger(JobFilter.class);

  private JobFilter() {}

  static <I, O> List<Job<I, O>> toRun(List<Job<I, O>> jobs, Map<String, ?> adapters) {
    List<Job<I, O>> kept = new ArrayList<>(jobs.size());
    for (Job<I, O> job : jobs) {
      if (isToRun(job, adapters)) {
        kept.add(job);
      }
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // A model that takes an Input answers with an Output.
  private static boolean isToRun(Job<?, ?> job, Map<String, ?> adapters) {
    if (!(job.getInput() instanceof Input input)) {
      return true;
    }
    if (input.isCancelled()) {
      logger.debug("Skip cancelled job");
      return false;
    }
    if (!input.getContent().contains("adapter")
        || adapters.containsKey(input.getAsString("adapter"))) {
      return true;
    }
    String message = "The adapter " + input.getAsString("adapter") + " has not been registered";
    Job.setFailOutput((Job<Input, Output>) job, 424, message);
    return false;
  }
}
