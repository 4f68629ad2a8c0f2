package io.github.djlobservability.cli;

import io.github.djlobservability.audit.AuditHead;
import io.github.djlobservability.audit.AuditVerification;
import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Verifies that an audit log is as it was written. */
final class AuditCommand implements Command {
  private static final String VERIFY = "verify";
  private static final String SUFFIX = ".jsonl";
  private static final Option FILE =
      Option.of("--file", "FILE", "a file of the log, or its folder; the same as FILE alone");
  private static final Option HEAD =
      Option.of("--head", "NUMBER:HASH", "what the log must hold, as the server told it");

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String summary() {
    return "Verify an audit log, and name the first record that is not as it was written";
  }

  @Override
  public String usage() {
    return "verify FILE... [--head NUMBER:HASH]";
  }

  @Override
  public List<Option> options() {
    return List.of(FILE, HEAD);
  }

  @Override
  public List<String> worded(List<String> words) {
    if (words.isEmpty() || words.get(0).startsWith("--")) {
      return words;
    }
    if (!words.get(0).equals(VERIFY)) {
      throw new UsageException("audit has the one word verify, not " + words.get(0));
    }
    List<String> worded = new ArrayList<>();
    boolean value = false;
    for (String word : words.subList(1, words.size())) {
      boolean option = word.startsWith("--");
      worded.add(option || value ? word : FILE.name() + "=" + word);
      value = option && word.indexOf('=') < 0;
    }
    return worded;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : arguments.all(FILE)) {
      files.addAll(files(Path.of(name)));
    }
    if (files.isEmpty()) {
      throw new UsageException("a file of an audit log is missing");
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    AuditVerification.Result result = new AuditVerification(head(arguments)).verify(files);
    terminal.out().println(result.records() + " records from " + result.first() + " on");
    if (result.head() != null) {
      terminal.out().println("head " + result.head());
    }
    if (result.missed() > 0) {
      terminal.out().println(result.missed() + " requests are not in it, as it says itself");
    }
    result.notes().forEach(note -> terminal.out().println("note: " + note));
    terminal.out().println(result.broken() == null ? "whole" : "BROKEN: " + result.broken());
    return result.broken() == null ? ExitCode.OK : ExitCode.DRIFT;
  }

  private static @Nullable AuditHead head(Arguments arguments) {
    String text = arguments.get(HEAD);
    AuditHead head = text == null ? null : AuditHead.parse(text);
    if (text != null && head == null) {
      throw new UsageException("--head " + text + " is not NUMBER:HASH");
    }
    return head;
  }

  private static List<Path> files(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return List.of(file);
    }
    try (Stream<Path> all = Files.list(file)) {
      return all.filter(path -> path.toString().endsWith(SUFFIX)).toList();
    }
  }
}
