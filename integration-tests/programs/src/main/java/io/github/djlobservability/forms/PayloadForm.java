package io.github.djlobservability.forms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One form of a payload, as docs/payloads.md describes it.
 *
 * @param title its heading
 * @param language what it is written in
 * @param options what the page says beside the language
 * @param text the example
 * @param read what it is read as, a line for each item
 */
public record PayloadForm(
    String title, String language, Map<String, String> options, String text, List<String> read) {

  private static final Path PAGE = Path.of("..", "..", "docs", "payloads.md");
  private static final Pattern FORM =
      Pattern.compile("^### (.+?)\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)([^\\n]*)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  /** Returns the forms of requests. */
  public static List<PayloadForm> requests() throws IOException {
    return forms("## Requests", "## Responses", "items");
  }

  /** Returns the forms of responses. */
  public static List<PayloadForm> responses() throws IOException {
    return forms("## Responses", "## What is not read", "predictions");
  }

  private static List<PayloadForm> forms(String from, String to, String result) throws IOException {
    String page = Files.readString(PAGE);
    String part = page.substring(page.indexOf("\n" + from), page.indexOf("\n" + to));
    Matcher usual = BLOCK.matcher(part);
    List<String> usually = usual.find() ? usual.group(3).lines().toList() : List.of();
    List<PayloadForm> forms = new ArrayList<>();
    Matcher form = FORM.matcher(part);
    while (form.find()) {
      forms.add(form(form.group(1), BLOCK.matcher(form.group(2)), result, usually));
    }
    return forms;
  }

  private static PayloadForm form(
      String title, Matcher blocks, String result, List<String> usually) {
    PayloadForm found = null;
    while (blocks.find()) {
      if (blocks.group(1).equals(result) && found != null) {
        List<String> read = blocks.group(3).lines().toList();
        return new PayloadForm(title, found.language, found.options, found.text, read);
      }
      found =
          new PayloadForm(
              title, blocks.group(1), options(blocks.group(2)), blocks.group(3), usually);
    }
    if (found == null) {
      throw new IllegalStateException(title + " has no example");
    }
    return found;
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : text.strip().split(" ", -1)) {
      String[] parts = option.split("=", 2);
      if (parts.length == 2) {
        options.put(parts[0], parts[1]);
      }
    }
    return options;
  }

  /** Returns the content type that it is sent with; null for none. */
  public @Nullable String contentType() {
    String type = options.getOrDefault("content-type", "application/json");
    return type.equals("none") ? null : type;
  }

  /** Returns how many items it is, or answers. */
  public int items() {
    return read.size();
  }

  /** Returns its bytes. */
  public byte[] bytes() throws IOException {
    return switch (language) {
      case "npz" -> TensorFiles.npz(text.lines().toList());
      case "npy" -> TensorFiles.npy(text.strip());
      case "ndlist" -> TensorFiles.ndList(text.lines().toList());
      default -> text.strip().getBytes(StandardCharsets.UTF_8);
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
