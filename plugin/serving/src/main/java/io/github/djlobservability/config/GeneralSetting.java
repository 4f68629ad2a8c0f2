package io.github.djlobservability.config;

/** The settings of the plugin as a whole. */
public final class GeneralSetting {
  public static final Setting<Boolean> ENABLED =
      Setting.ofModel(
          "observability.enabled",
          Notation.flag(),
          true,
          "off: no span, metric or figure; for the server: the plugin does nothing at all");

  public static final Setting<Boolean> STRICT =
      Setting.ofServer(
          "observability.strict",
          Notation.flag(),
          false,
          "a wrong setting stops the server's start, or the model's registration");

  public static final Setting<String> STATE_FOLDER =
      Setting.optionalOfServer(
          "observability.state-folder",
          Notation.text("a folder"),
          "`observability` below the server's home",
          "where captured references and the monitors' state are kept over restarts");

  public static final Setting<MemoryLimit> MEMORY =
      Setting.ofServer(
          "observability.memory",
          MemoryLimit.notation(),
          MemoryLimit.ofPercent(5),
          "heap that the plugin's buffers may hold, all together; what is past it is refused and"
              + " counted ([security.md](security.md#memory))");

  public static final Setting<Double> CPU_SHARE =
      Setting.ofServer(
          "observability.cpu-share",
          Notation.part(),
          0.05,
          "share of the process's CPU time that the plugin's threads may take; what is lowered when"
              + " they would take more is said in [performance.md](performance.md#the-governor);"
              + " `100%` lowers nothing");

  public static final Setting<String> TRACE_LINK =
      Setting.optionalOfServer(
          "observability.trace-link",
          Notation.of(
              "an address that begins with `https://` or `http://` and has `{traceId}` in it",
              text -> text.matches("https?://[!-~]+") && text.contains("{traceId}") ? text : null),
          "none",
          "where the page's trace ids lead to, such as"
              + " `https://jaeger.example/trace/{traceId}`");

  private GeneralSetting() {}
}
