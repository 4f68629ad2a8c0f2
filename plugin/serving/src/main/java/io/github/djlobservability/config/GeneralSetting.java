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
              + " counted, and a reference past half of it not"
              + " compared ([security.md](security.md#memory))");

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

  public static final Setting<Long> PORT =
      Setting.optionalOfServer(
          "observability.port",
          Notation.of(
              "a port from 1 to 65535 that is free and not the server's",
              text -> Notation.parseWhole(text, 1, 65_535)),
          "none",
          "a port of their own for the pages and `/metrics`, beside the server's ports; see"
              + " [page.md](page.md#a-port-of-their-own)");

  public static final Setting<String> ADDRESS =
      Setting.ofServer(
          "observability.address",
          Notation.text("an address of this machine, such as `127.0.0.1` or `0.0.0.0`"),
          "127.0.0.1",
          "where `observability.port` listens");

  public static final Setting<Boolean> INVOCATIONS =
      Setting.ofServer(
          "observability.invocations",
          Notation.flag(),
          false,
          "whether a request to `/invocations` may be for a page, by a custom attribute; see"
              + " [deploy/sagemaker.md](deploy/sagemaker.md)");

  private GeneralSetting() {}
}
