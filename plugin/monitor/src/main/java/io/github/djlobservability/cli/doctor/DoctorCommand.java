package io.github.djlobservability.cli.doctor;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what would be read of a request and its response, against a reference. */
public final class DoctorCommand implements Command {
  private static final Option REQUEST = Option.of("--request", "F", "A file with a request's body");
  private static final Option TYPE =
      Option.of(
          "--content-type",
          "T",
          "Its content type; default: by its name (.csv, .json, .npz), JSON's if it is JSON");
  private static final Option URL =
      Option.of("--url", "U", "A running server, which is sent the request");
  private static final Option PREDICTIONS =
      Option.of("--predictions-url", "U", "Where it takes requests for models, if elsewhere");
  private static final Option MODEL = Option.of("--model", "M", "The model there");
  private static final Option TOKEN =
      Option.of("--token", "T", "A token with the right to manage, where the server wants one");
  private static final Option PROFILE =
      Option.of("--profile", "P", "Without a server: the reference profile");
  private static final Option RESPONSE =
      Option.of("--response", "F", "Without a server: a file with the response's body");
  private static final Option INPUTS =
      Option.of("--inputs", "PATH", "Tries out a value of observability.inputs");
  private static final Option PREDICTION =
      Option.of("--prediction", "PATH", "Tries out a value of observability.prediction");
  private static final Option SCORE =
      Option.of("--score", "PATH", "Tries out a value of observability.score");
  private static final Option STREAMED_TEXT =
      Option.flag("--streamed-text", "Tries observability.streamed-text=true out");
  private static final Option FEATURE_NAMES =
      Option.of("--feature-names", "A,B", "Tries out a value of observability.feature-names");

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String summary() {
    return "Say what would be read of a request and its response";
  }

  @Override
  public String usage() {
    return "--request F (--url U --model M | [--profile P] [--response F]) [OPTIONS]";
  }

  @Override
  public List<Option> options() {
    return List.of(
        REQUEST,
        TYPE,
        URL,
        PREDICTIONS,
        MODEL,
        TOKEN,
        PROFILE,
        RESPONSE,
        INPUTS,
        PREDICTION,
        SCORE,
        STREAMED_TEXT,
        FEATURE_NAMES);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    Sample request = Sample.ofFile(Path.of(arguments.require(REQUEST)), arguments.get(TYPE));
    Diagnosis diagnosis =
        arguments.has(URL) ? live(arguments, request) : offline(arguments, request);
    diagnosis.lines().forEach(terminal.out()::println);
    return diagnosis.isWhole() ? ExitCode.OK : ExitCode.DRIFT;
  }

  private static Diagnosis live(Arguments arguments, Sample request) throws IOException {
    for (Option other : List.of(PROFILE, RESPONSE)) {
      if (arguments.has(other)) {
        throw new UsageException(other.name() + " does not go with --url");
      }
    }
    LiveServer server =
        new LiveServer(
            arguments.require(URL),
            arguments.get(PREDICTIONS),
            arguments.require(MODEL),
            arguments.get(TOKEN));
    Diagnosis diagnosis = new Diagnosis(readBy(arguments, server.expectation()));
    LiveServer.Reply reply = server.respond(request);
    diagnosis.sent(reply.counted(), request);
    diagnosis.look(request, reply.response());
    return diagnosis;
  }

  private static Diagnosis offline(Arguments arguments, Sample request) throws IOException {
    for (Option other : List.of(PREDICTIONS, MODEL, TOKEN)) {
      if (arguments.has(other)) {
        throw new UsageException(other.name() + " goes with --url only");
      }
    }
    String profile = arguments.get(PROFILE);
    Expectation expectation =
        profile == null
            ? Expectation.ofNothing()
            : Expectation.of(ProfileFile.read(Path.of(profile)));
    String response = arguments.get(RESPONSE);
    Diagnosis diagnosis = new Diagnosis(readBy(arguments, expectation));
    diagnosis.look(request, response == null ? null : Sample.ofFile(Path.of(response), null));
    return diagnosis;
  }

  private static Expectation readBy(Arguments arguments, Expectation expectation) {
    return expectation.readBy(
        new ReadingSettings(
            path(arguments, INPUTS),
            path(arguments, PREDICTION),
            path(arguments, SCORE),
            List.copyOf(arguments.names(FEATURE_NAMES))),
        arguments.has(STREAMED_TEXT));
  }

  private static @Nullable FieldPath path(Arguments arguments, Option option) {
    String text = arguments.get(option);
    try {
      return text == null ? null : FieldPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option.name() + ": " + e.getMessage());
    }
  }
}
