package io.github.djlobservability.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.djlobservability.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private static final String PAGE =
      """
      {"features": [
        {"name": "age", "type": "NUMERIC", "role": "INPUT"},
        {"name": "smoker", "type": "BOOLEAN", "role": "INPUT"},
        {"name": "prediction", "type": "CATEGORICAL", "role": "PREDICTION"}],
       "classes": ["no", "yes"], "prediction": "verdict", "featureNames": [],
       "positiveClass": "no", "notWatched": [{"sentence": "(rows) is not watched: why"}]}
      """;

  @TempDir Path folder;
  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private Path profile = Path.of("");
  private volatile String told = "";

  /** Holds a port for the time of a test. */
  private HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    StringBuilder rows = new StringBuilder("age,bmi,smoker,prediction\n");
    for (int i = 0; i < 100; i++) {
      rows.append(20 + i % 60 + i / 100.0).append(',').append(20 + i / 10.0).append(',');
      rows.append(i % 3 == 0).append(',').append(i % 2 == 0 ? "yes" : "no").append('\n');
    }
    profile = folder.resolve("reference.json");
    Path train = write("train.csv", rows.toString());
    CommandLineRun made =
        CommandLineRun.of(
            "profile", "--input", train, "--output", profile, "--prediction", "prediction");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.OK);
    server.createContext(
        "/observability/models/m/reference", exchange -> reply(exchange, 200, PAGE));
    server.createContext(
        "/predictions/m",
        exchange -> {
          seen.put("doctor", exchange.getRequestHeaders().getFirst("x-observability-doctor"));
          seen.put("type", String.valueOf(exchange.getRequestHeaders().getFirst("content-type")));
          seen.put("accept", exchange.getRequestHeaders().getFirst("accept"));
          seen.put("body", new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          if (!told.isEmpty()) {
            exchange.getResponseHeaders().set("x-observability-doctor", told);
          }
          reply(exchange, 200, "{\"verdict\": \"yes\", \"time\": 3}");
        });
    server.createContext("/predictions/bad", exchange -> reply(exchange, 503, "too busy"));
    server.createContext(
        "/observability/models/bad/reference", exchange -> reply(exchange, 200, "{}"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysThatNoServerAnswers() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    CommandLineRun run =
        CommandLineRun.of(
            "doctor",
            "--url",
            "http://localhost:" + free,
            "--model",
            "m",
            "--request",
            write("request.json", "{}"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no server answers there; is it running?");
  }

  @Test
  void saysThatEverythingIsCompared() throws IOException {
    CommandLineRun run =
        doctor(
            "{\"instances\": [{\"age\": 34, \"bmi\": 22.1, \"smoker\": true, \"shoe\": 42}]}",
            "{\"predictions\": [[0.1, 0.9]]}");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines())
        .containsExactly(
            "reference: inputs age, bmi, smoker; prediction prediction of no, yes",
            "  positive class: yes, the last of no, yes; observability.positive-class names"
                + " another",
            "  (correlations) is not watched: with 2 numeric inputs it takes a reference of 600"
                + " rows, and this one has 100",
            "request: 1 item",
            "  1: age=34, bmi=22.1, smoker=true, shoe=42",
            "  not in the reference: shoe",
            "response: 1 prediction",
            "  1: \"yes\", score 0.9, probabilities of 2 classes",
            "everything is compared");
  }

  @Test
  void saysWhatIsNotComparedAndWhatToSet() throws IOException {
    CommandLineRun run = doctor("{\"years\": 34}", "{\"a\": 1, \"b\": 2}");
    assertThat(run.code()).isEqualTo(ExitCode.DRIFT);
    assertThat(run.out())
        .contains(
            "request: not compared (no_field): the requests have `years`; the reference has age,"
                + " bmi, smoker; set observability.inputs")
        .contains("response: not compared (no_prediction)")
        .contains("not everything is compared");
    assertThat(doctor("[34, 22.1]", "1").out())
        .contains("(positions): there are 2 values without a name; the reference has 3")
        .contains("set observability.feature-names");
    assertThat(doctor("{\"age\": \"old\", \"bmi\": 22.1}", "\"yes\"").out())
        .contains("of a wrong type: age is \"old\", the reference has numbers")
        .contains("the request lacks smoker");
  }

  private Path profileOfRowsThatMayLackBmi() throws IOException {
    Path train =
        write("some.csv", "age,bmi,prediction\n" + "34,,no\n36,22.5,yes\n37,21.5,no\n".repeat(40));
    Path some = folder.resolve("some.json");
    CommandLineRun made =
        CommandLineRun.of(
            "profile", "--input", train, "--output", some, "--prediction", "prediction");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.OK);
    return some;
  }

  @Test
  void whatRowsOfTheReferenceLackTooIsNotMissing() throws IOException {
    Path some = profileOfRowsThatMayLackBmi();
    CommandLineRun run =
        CommandLineRun.of(
            "doctor",
            "--profile",
            some,
            "--request",
            write("request.json", "{\"age\": 34, \"bmi\": null}"),
            "--response",
            write("response.json", "\"yes\""));
    assertThat(run.out())
        .contains("  without a value, as rows of the reference: bmi")
        .contains("everything is compared")
        .doesNotContain("not everything is compared");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void saysWhichNamesOfTheReferenceTheRequestLacks() throws IOException {
    Path some = profileOfRowsThatMayLackBmi();
    CommandLineRun run = asked(some, "{\"age\": 34, \"BMI\": 21, \"shoe\": 42}");
    assertThat(run.out())
        .contains("  the request lacks bmi (is it BMI?); null says that there is no value")
        .contains("  not in the reference: BMI, shoe")
        .contains("not everything is compared");
    assertThat(run.code()).isEqualTo(ExitCode.DRIFT);
    run = asked(some, "{\"age\": 34}");
    assertThat(run.out()).contains("  the request lacks bmi, as rows of the reference may");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    run = asked(some, "[{\"age\": 34, \"bmi\": 22}, {\"ages\": 34, \"bmi\": 22}]");
    assertThat(run.out()).contains("  the request lacks age (is it ages?)\n");
    assertThat(run.code()).isEqualTo(ExitCode.DRIFT);
  }

  private CommandLineRun asked(Path reference, String request) throws IOException {
    return CommandLineRun.of(
        "doctor",
        "--profile",
        reference,
        "--request",
        write("request.json", request),
        "--response",
        write("response.json", request.startsWith("[") ? "[\"yes\", \"yes\"]" : "\"yes\""));
  }

  @Test
  void namesThatTheReferenceHasLeftOutAreAtNoFault() throws IOException {
    StringBuilder rows = new StringBuilder("id,age,bmi\n");
    for (int i = 0; i < 200; i++) {
      rows.append(1000 + i).append(',').append(20 + i % 60 + i / 100.0).append(',');
      rows.append(i % 3 == 0 ? "" : "22." + i % 10).append('\n');
    }
    Path some = folder.resolve("some.json");
    CommandLineRun made =
        CommandLineRun.of(
            "profile", "--input", write("some.csv", rows.toString()), "--output", some);
    assertThat(made.err() + made.out()).contains("id");
    Path request = write("request.json", "{\"id\": 7, \"age\": 34.2}");
    CommandLineRun run = CommandLineRun.of("doctor", "--profile", some, "--request", request);
    assertThat(run.out())
        .contains("the request lacks bmi, as rows of the reference may")
        .doesNotContain("not in the reference");
  }

  @Test
  void readsAResponseInChunksAsTheServerDoes() throws IOException {
    String lines =
        """
        {"token": {"text": "good"}}
        {"token": {"text": " day"}, "generated_text": "good day"}
        """;
    server.createContext("/predictions/chat", exchange -> chunks(exchange, lines));
    server.createContext(
        "/predictions/broken",
        exchange -> chunks(exchange, "{\"token\": {\"text\": \"good\"}}\nboom"));
    server.createContext(
        "/observability/models/chat/reference", exchange -> reply(exchange, 200, "{}"));
    server.createContext(
        "/observability/models/broken/reference",
        exchange -> reply(exchange, 200, "{\"streamedText\": true}"));
    Path request = write("request.json", "{\"inputs\": \"a question\"}");
    List<Object> chat = List.of("doctor", "--url", url(), "--request", request, "--model", "chat");
    CommandLineRun run = CommandLineRun.of(chat.toArray());
    assertThat(run.out())
        .contains(
            "response: not compared (stream): they are sent in chunks;"
                + " observability.streamed-text puts them together");
    assertThat(run.code()).isEqualTo(ExitCode.DRIFT);
    List<Object> tried = new ArrayList<>(chat);
    tried.add("--streamed-text");
    assertThat(CommandLineRun.of(tried.toArray()).out())
        .contains("response: 1 prediction", "  1: \"good day\"");
    run = CommandLineRun.of("doctor", "--url", url(), "--request", request, "--model", "broken");
    assertThat(run.out())
        .contains("response: not compared (no_prediction): the stream ends with an error");
  }

  private static void chunks(HttpExchange exchange, String body) throws IOException {
    exchange.getResponseHeaders().set("content-type", "application/jsonlines");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }

  @Test
  void saysThatAPredictionIsOfAnotherTypeThanTheReferences() throws IOException {
    Path train = write("prices.csv", "age,price\n" + "34,1.5\n36,2.5\n".repeat(60));
    Path prices = folder.resolve("prices.json");
    CommandLineRun made =
        CommandLineRun.of("profile", "--input", train, "--output", prices, "--prediction", "price");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.OK);
    Path request = write("request.json", "{\"age\": 34}");
    Path response = write("response.json", "{\"price\": \"HIGH\"}");
    CommandLineRun run =
        CommandLineRun.of(
            "doctor", "--request", request, "--response", response, "--profile", prices);
    assertThat(run.code()).isEqualTo(ExitCode.DRIFT);
    assertThat(run.out())
        .contains("of a wrong type: price is \"HIGH\", the reference has numbers")
        .contains("not everything is compared");
  }

  @Test
  void saysHowAScoreThatIsCalledOtherwiseIsFound() throws IOException {
    Path train = write("scored.csv", "age,class,sure\n" + "34,a,0.5\n36,b,0.75\n".repeat(60));
    Path scored = folder.resolve("scored.json");
    CommandLineRun made =
        CommandLineRun.of(
            "profile",
            "--input",
            train,
            "--output",
            scored,
            "--prediction",
            "class",
            "--score",
            "sure");
    assertThat(made.out()).contains("positive class: b, the last of a, b");
    Path request = write("request.json", "{\"age\": 34}");
    Path response = write("response.json", "{\"class\": \"a\", \"about\": {\"it\": 0.7}}");
    List<Object> doctor =
        new ArrayList<>(
            List.of("doctor", "--request", request, "--response", response, "--profile", scored));
    CommandLineRun run = CommandLineRun.of(doctor.toArray());
    assertThat(run.code()).isEqualTo(ExitCode.DRIFT);
    assertThat(run.out())
        .contains("missing in the response: sure; observability.score says where it is");
    doctor.addAll(List.of("--score", "about.it"));
    assertThat(CommandLineRun.of(doctor.toArray()).code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void sendsJsonAsJsonAndSaysSo() throws IOException {
    told = "left out";
    Path request = write("request.json", "[{\"age\": 34, \"smoker\": true}]");
    String address = "http://localhost:" + server.getAddress().getPort();
    CommandLineRun run =
        CommandLineRun.of("doctor", "--url", address, "--model", "m", "--request", request);
    assertThat(run.out()).contains("sent as application/json; --content-type says otherwise");
    assertThat(seen).containsEntry("type", "application/json");
    CommandLineRun refused =
        CommandLineRun.of("doctor", "--url", address, "--model", "bad", "--request", request);
    assertThat(refused.err()).contains("status 503").contains("sent as application/json");
    Path text = write("request.txt", "a good film");
    run = CommandLineRun.of("doctor", "--url", address, "--model", "m", "--request", text);
    assertThat(run.out())
        .contains("sent as text/plain, by the file's name; --content-type says otherwise");
    Path unnamed = write("request", "a good film");
    run = CommandLineRun.of("doctor", "--url", address, "--model", "m", "--request", unnamed);
    assertThat(run.out()).contains("sent as a body without a content type");
  }

  @Test
  void takesTheContentTypeOfTheFilesName() throws IOException {
    Path table = write("request.csv", "age\n34\n");
    CommandLineRun run = CommandLineRun.of("doctor", "--request", table);
    assertThat(run.out()).contains("request: read as text/csv, by the file's name", "1: age=");
    run = CommandLineRun.of("doctor", "--request", table, "--content-type", "text/plain");
    assertThat(run.out()).doesNotContain("by the file's name");
  }

  @Test
  void triesSettingsOut() throws IOException {
    Path request = write("request.json", "{\"age\": 1, \"job\": {\"rows\": [[34, 22.1, 1]]}}");
    Path response = write("response.json", "{\"out\": {\"is\": \"yes\"}, \"x\": 1}");
    CommandLineRun run =
        CommandLineRun.of(
            "doctor",
            "--request",
            request,
            "--response",
            response,
            "--profile",
            profile,
            "--inputs",
            "job.rows",
            "--prediction",
            "out.is",
            "--feature-names",
            "age,bmi,smoker");
    assertThat(run.out()).contains("1: age=34, bmi=22.1, smoker=1", "1: \"yes\"");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void withoutAReferenceSaysWhatOneWouldBeMadeOf() throws IOException {
    Path request = write("request.json", "{\"inputs\": [[1, 2]]}");
    CommandLineRun run = CommandLineRun.of("doctor", "--request", request);
    assertThat(run.out()).contains("reference: none", "1: x0=1, x1=2");
  }

  @Test
  void showsItsTokenAndSaysWhatTheServerMakesOfIt() throws IOException {
    told = "left out";
    assertThat(asked("--token", "secret").out()).contains("sent: left out of drift, labels");
    assertThat(seen).containsEntry("doctor", "Bearer secret");
    told = "counted: This needs the right `manage`";
    assertThat(asked().out())
        .contains("sent: counts as any other request: This needs the right `manage`");
    assertThat(seen).containsEntry("doctor", "true");
    told = "";
    assertThat(asked().out()).contains("counts as any other request: the server does not say");
  }

  @Test
  void sendsTheRequestToAnotherPort() throws IOException {
    seen.clear();
    HttpServer other = server();
    other.start();
    String address = "http://localhost:" + other.getAddress().getPort();
    CommandLineRun run = asked("--predictions-url", address);
    other.stop(0);
    assertThat(run.err()).contains(address + "/predictions/m: status 404");
    assertThat(seen).isEmpty();
  }

  private CommandLineRun asked(Object... more) throws IOException {
    Path request = write("request.json", "{\"age\": 34, \"smoker\": true}");
    List<Object> arguments =
        new ArrayList<>(List.of("doctor", "--url", url(), "--model", "m", "--request", request));
    arguments.addAll(List.of("--content-type", "application/json"));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  @Test
  void asksARunningServerAndMarksItsRequest() throws IOException {
    Path request = write("request.csv", "age,smoker\n34,1\n");
    CommandLineRun run =
        CommandLineRun.of(
            "doctor",
            "--url",
            url(),
            "--model",
            "m",
            "--request",
            request,
            "--content-type",
            "text/csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("reference: inputs age, smoker; prediction prediction of no, yes")
        .contains("positive class: no, as observability.positive-class says")
        .contains("(rows) is not watched: why")
        .contains("1: age=\"34\", smoker=\"1\"", "1: \"yes\"", "everything is compared");
    assertThat(seen)
        .containsEntry("doctor", "true")
        .containsEntry("type", "text/csv")
        .containsEntry("accept", "*/*")
        .containsEntry("body", "age,smoker\n34,1\n");
  }

  @Test
  void saysWhatIsWrongWithItsOptionsOrTheServer() throws IOException {
    Path request = write("request.json", "{}");
    assertThat(CommandLineRun.of("doctor", "--url", url(), "--model", "bad", "--request", request))
        .satisfies(
            run -> {
              assertThat(run.code()).isEqualTo(ExitCode.ERROR);
              assertThat(run.err()).contains("/predictions/bad: status 503: too busy");
            });
    assertThat(
            CommandLineRun.of("doctor", "--url", url(), "--model", "none", "--request", request)
                .err())
        .contains("/observability/models/none/reference: status 404");
    assertThat(
            CommandLineRun.of(
                    "doctor",
                    "--url",
                    url(),
                    "--model",
                    "m",
                    "--request",
                    request,
                    "--profile",
                    "p")
                .err())
        .contains("--profile does not go with --url");
    assertThat(CommandLineRun.of("doctor", "--request", request, "--model", "m").err())
        .contains("--model goes with --url only");
    assertThat(CommandLineRun.of("doctor", "--request", request, "--inputs", "a..b").err())
        .contains("--inputs: the path a..b has an empty name");
    assertThat(
            CommandLineRun.of("doctor", "--url", "nowhere", "--model", "m", "--request", request)
                .err())
        .contains("--url nowhere is no address");
  }

  private CommandLineRun doctor(String request, String response) throws IOException {
    return CommandLineRun.of(
        "doctor",
        "--request",
        write("request.json", request),
        "--response",
        write("response.json", response),
        "--profile",
        profile);
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().put("content-type", List.of("application/json"));
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
