package io.github.djlobservability.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.speech.Sound;
import io.github.djlobservability.suite.speech.SpokenDigits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the requests that the demo sends, and the responses that it takes for right. */
class TrafficTest {

  private static final long SEED = 1;
  private static final List<CensusRow> ROWS =
      IntStream.range(0, 10).mapToObj(age -> new CensusRow(Map.of("AGEP", age))).toList();
  private static final List<String> SENTENCES = List.of("One.", "Two.");
  private static final SpokenDigits CALL =
      new SpokenDigits(
          new Sound(IntStream.range(0, 1_600).mapToDouble(i -> 0.1 * Math.sin(i)).toArray()),
          "one two");

  @Test
  void sendsTheRowsInTheirOrderAndStartsOver() {
    List<Integer> ages = ages(traffic(PopulationShift.NONE), 30);

    assertThat(ages).hasSizeGreaterThan(20);
    assertThat(ages)
        .containsExactlyElementsOf(
            IntStream.range(0, ages.size()).mapToObj(i -> i % ROWS.size()).toList());
  }

  @Test
  void sendsOneToFourRowsEveryTwentiethTimeASentenceAndEveryFifthACall() {
    Traffic traffic = traffic(PopulationShift.NONE);
    List<DemoRequest> questions = IntStream.range(0, 100).mapToObj(i -> traffic.next()).toList();

    assertThat(questions.stream().filter(EmbeddingDemoRequest.class::isInstance).toList())
        .extracting(question -> ((EmbeddingDemoRequest) question).sentence())
        .containsExactly("One.", "Two.", "One.", "Two.", "One.");
    assertThat(questions.get(19)).isInstanceOf(EmbeddingDemoRequest.class);
    assertThat(questions.stream().filter(EmploymentDemoRequest.class::isInstance).toList())
        .extracting(question -> ((EmploymentDemoRequest) question).rows().size())
        .containsOnly(1, 2, 3, 4);
    assertThat(questions.stream().filter(SpeechDemoRequest.class::isInstance).toList())
        .extracting(question -> question.id().orElseThrow())
        .hasSize(20)
        .startsWith("call-0", "call-1");
  }

  @Test
  void theShiftMakesEveryoneOlderFromThatRowOn() {
    List<Integer> ages = ages(traffic(PopulationShift.olderAfter(13)), 30);

    assertThat(ages.subList(0, 13)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2);
    assertThat(ages.subList(13, 20)).containsExactly(15, 16, 17, 18, 19, 20, 21);
  }

  @Test
  void nobodyBecomesOlderThanTheCensusKnows() {
    CensusRow row = new CensusRow(Map.of("AGEP", 90, "SEX", 2));

    assertThat(row.older(12)).isEqualTo(new CensusRow(Map.of("AGEP", 95, "SEX", 2)));
    assertThat(new CensusRow(Map.of("AGEP", 97)).older(12).values()).containsEntry("AGEP", 97);
  }

  @Test
  void readsTheModelsColumnsOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "id,year,AGEP,SEX,employed\n7,2016,71,1,0\n8,2016,20,2,1\n");

    assertThat(CensusFile.read(file, SEED))
        .containsExactlyInAnyOrder(
            new CensusRow(Map.of("AGEP", 71, "SEX", 1)),
            new CensusRow(Map.of("AGEP", 20, "SEX", 2)));
  }

  @Test
  void mixesThePeopleOfAYearAndKeepsTheYearsInOrder(@TempDir Path folder) throws Exception {
    StringBuilder text = new StringBuilder("id,year,AGEP\n");
    for (int age = 0; age < 90; age++) {
      text.append(age).append(',').append(age < 45 ? 2016 : 2017).append(',').append(age);
      text.append('\n');
    }
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, text);

    List<Integer> ages =
        CensusFile.read(file, SEED).stream().map(row -> row.values().get("AGEP")).toList();
    assertThat(ages.subList(0, 45)).doesNotHaveDuplicates().allMatch(age -> age < 45);
    assertThat(ages.subList(0, 45)).isNotEqualTo(ages.stream().sorted().limit(45).toList());
    assertThat(CensusFile.read(file, SEED)).isEqualTo(CensusFile.read(file, SEED));
  }

  @ParameterizedTest
  @CsvSource({"7;2016;71,3 cells", "7;2016;71;x,x", "7;2016;71;1;5,5 cells"})
  void namesTheLineThatIsWrong(String line, String what, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "id,year,AGEP,SEX\n1,2016,5,1\n" + line.replace(';', ',') + "\n");

    assertThatThrownBy(() -> CensusFile.read(file, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows.csv, line 3: ")
        .hasMessageContaining(what);
  }

  @Test
  void oneRowGoesByItselfSeveralAsAnArray() {
    assertThat(new EmploymentDemoRequest(ROWS.subList(3, 4)).body())
        .isEqualTo(JsonParser.parseString("{\"AGEP\": 3}"));
    assertThat(new EmploymentDemoRequest(ROWS.subList(3, 5)).body())
        .isEqualTo(JsonParser.parseString("[{\"AGEP\": 3}, {\"AGEP\": 4}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | {\"class\": 1, \"probability\": 0.5}                                    |",
        "2 | [{\"class\": 1, \"probability\": 0.7}, {\"class\": 0, \"probability\": 1}] |",
        "1 | {\"class\": 2, \"probability\": 0.7}                                    | the class",
        "1 | {\"class\": 1, \"probability\": 0.4}                                    | the probability",
        "1 | {\"class\": 1}                                                        | the probability",
        "1 | {\"code\": 500}                                                       | the class",
        "1 | [{\"class\": 1, \"probability\": 0.7}]                                  | not an object",
        "2 | {\"class\": 1, \"probability\": 0.7}                                    | not an array of 2",
        "2 | [{\"class\": 1, \"probability\": 0.7}]                                  | not an array of 2",
        "2 | [{\"class\": 1, \"probability\": 0.7}, {\"class\": 1, \"probability\": 2}] | the probability"
      })
  void knowsAWrongPrediction(int rows, String answer, @Nullable String problem) {
    var found =
        new EmploymentDemoRequest(ROWS.subList(0, rows))
            .problemWith(JsonParser.parseString(answer));

    if (problem == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasValueSatisfying(text -> assertThat(text).contains(problem));
    }
  }

  @Test
  void knowsAWrongVector() {
    EmbeddingDemoRequest question = new EmbeddingDemoRequest("One.");
    double each = 1 / Math.sqrt(384);

    assertThat(question.problemWith(new Gson().toJsonTree(vector(384, each)))).isEmpty();
    assertThat(question.problemWith(new Gson().toJsonTree(vector(384, 0)))).isNotEmpty();
    assertThat(question.problemWith(new Gson().toJsonTree(vector(383, each)))).isNotEmpty();
    assertThat(question.problemWith(JsonParser.parseString("{\"code\": 500}"))).isNotEmpty();
  }

  @Test
  void theCallersTakeATelephoneAndThenStandInAStreet() {
    Calls calls = new Calls(List.of(CALL), 2, SEED);
    List<double[]> heard =
        IntStream.range(0, 6).mapToObj(i -> calls.next().call().sound().samples()).toList();

    assertThat(heard.get(1)).isEqualTo(CALL.sound().samples());
    assertThat(heard.get(2)).isNotEqualTo(heard.get(1)).isEqualTo(heard.get(3));
    assertThat(heard.get(4)).isNotEqualTo(heard.get(3)).isNotEqualTo(heard.get(5));
    assertThat(calls.next().call().words()).isEqualTo("one two");
  }

  @Test
  void knowsATranscript() {
    SpeechDemoRequest question = new SpeechDemoRequest(0, CALL);

    assertThat(question.problemWith(JsonParser.parseString("{\"text\": \"\", \"confidence\": 0}")))
        .isEmpty();
    assertThat(question.problemWith(JsonParser.parseString("{\"text\": \"\"}"))).isNotEmpty();
    assertThat(question.problemWith(JsonParser.parseString("[]"))).isNotEmpty();
  }

  private static Traffic traffic(PopulationShift shift) {
    return new Traffic(ROWS, SENTENCES, shift, new Calls(List.of(CALL), 0, SEED), SEED);
  }

  private static double[] vector(int dimensions, double each) {
    return DoubleStream.generate(() -> each).limit(dimensions).toArray();
  }

  private static List<Integer> ages(Traffic traffic, int requests) {
    List<Integer> ages = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      if (traffic.next() instanceof EmploymentDemoRequest people) {
        people.rows().forEach(row -> ages.add(row.values().get("AGEP")));
      }
    }
    return ages;
  }
}
