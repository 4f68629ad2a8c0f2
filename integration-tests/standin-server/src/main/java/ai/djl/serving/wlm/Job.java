package ai.djl.serving.wlm;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One input for a model, and in the end its output. */
public class Job<I, O> {

  private static final int DEFAULT_PRIORITY = 3;

  private final WorkerPoolConfig<I, O> wpc;
  private final I input;
  private final int priority;
  private final JobFunction<I, O> runner;
  private final long createdNanos = System.nanoTime();
  private O output;

  public Job(WorkerPoolConfig<I, O> wpc, I input) {
    this(wpc, input, DEFAULT_PRIORITY, null);
  }

  public Job(WorkerPoolConfig<I, O> wpc, I input, int priority) {
    this(wpc, input, priority, null);
  }

  public Job(WorkerPoolConfig<I, O> wpc, I input, JobFunction<I, O> runner) {
    this(wpc, input, DEFAULT_PRIORITY, runner);
  }

  private Job(WorkerPoolConfig<I, O> wpc, I input, int priority, JobFunction<I, O> runner) {
    this.wpc = wpc;
    this.input = input;
    this.priority = priority;
    this.runner = runner;
  }

  /** Runs {@code function} on the inputs of {@code jobs} and gives each job its output. */
  public static <I, O> void runAll(List<Job<I, O>> jobs, JobFunction<I, O> function)
      throws TranslateException {
    List<I> inputs = new ArrayList<>(jobs.size());
    jobs.forEach(job -> inputs.add(job.getInput()));
    List<O> outputs = function.apply(inputs);
    if (outputs == null) {
      return;
    }
    for (int i = 0; i < outputs.size(); i++) {
      jobs.get(i).setOutput(outputs.get(i));
    }
  }

  /** Answers the job with an error that is no exception. */
  public static void setFailOutput(Job<Input, Output> job, int code, String message) {
    job.setOutput(new Output(code, message));
  }

  public WorkerPoolConfig<I, O> getWpc() {
    return wpc;
  }

  public I getInput() {
    return input;
  }

  public O getOutput() {
    return output;
  }

  public void setOutput(O output) {
    this.output = output;
  }

  public int getPriority() {
    return priority;
  }

  /** Returns the time since the job was made, in microseconds. */
  public long getWaitingMicroSeconds() {
    return (System.nanoTime() - createdNanos) / 1000;
  }

  public Optional<JobFunction<I, O>> getRunner() {
    return Optional.ofNullable(runner);
  }
}
