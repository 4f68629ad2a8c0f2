package io.github.djlobservability.privacy.redaction;

/** Says why a body that is a text, in which no field is found, is left out. */
public enum LeftOutText {
  /** Somebody has set rules for fields. */
  RULES("(left out: no JSON, so the rules for fields can't be applied)"),
  /** Prompts and generated texts are not kept. */
  CONTENT("(left out: a text; observability.inference-log.content=true keeps texts)"),
  /** It tells of a failure, and may quote the request. */
  FAILURE("(left out: a text of a failure; observability.values=all keeps these)");

  private final String sentence;

  LeftOutText(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
