package io.github.djlobservability.suite.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes requests without end: census rows in their order, one to four a request, a sentence in one
 * of {@value #SENTENCE_EVERY} requests, and a call in one of {@value #CALL_EVERY}. After the last
 * row it starts over with the first. The same arguments give the same traffic. Not thread-safe.
 */
final class Traffic {

  private static final int MAX_ROWS = 4;

  /** One request in this many goes to the embedding model. */
  private static final int SENTENCE_EVERY = 20;

  /** One request in this many goes to the speech model. */
  private static final int CALL_EVERY = 5;

  private final List<CensusRow> rows;
  private final List<String> sentences;
  private final PopulationShift shift;
  private final Calls calls;
  private final SplittableRandom random;
  private long requests;
  private long rowsSent;

  Traffic(
      List<CensusRow> rows, List<String> sentences, PopulationShift shift, Calls calls, long seed) {
    this.rows = List.copyOf(rows);
    this.sentences = List.copyOf(sentences);
    this.shift = shift;
    this.calls = calls;
    this.random = new SplittableRandom(seed);
  }

  /** Returns the next request. */
  DemoRequest next() {
    requests++;
    if (requests % SENTENCE_EVERY == 0) {
      long sentence = requests / SENTENCE_EVERY - 1;
      return new EmbeddingDemoRequest(sentences.get((int) (sentence % sentences.size())));
    }
    if (requests % CALL_EVERY == 1) {
      return calls.next();
    }
    List<CensusRow> people = new ArrayList<>(MAX_ROWS);
    int count = 1 + random.nextInt(MAX_ROWS);
    for (int i = 0; i < count; i++) {
      people.add(nextRow());
    }
    return new EmploymentDemoRequest(people);
  }

  private CensusRow nextRow() {
    CensusRow row = rows.get((int) (rowsSent % rows.size()));
    return shift.apply(row, rowsSent++);
  }
}
