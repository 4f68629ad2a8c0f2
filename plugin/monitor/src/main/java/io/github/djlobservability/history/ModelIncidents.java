package io.github.djlobservability.history;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the verdicts of one change together, however many features show it: a verdict goes to the
 * incident that has its check already, else to the open one that may have begun at the same time,
 * as the intervals of the onsets say, else to a new one.
 *
 * <p>Not thread-safe. Memory: the last {@value #MOST} incidents with {@value #MOST_MEMBERS} checks
 * of all of them together; further ones are only counted.
 */
final class ModelIncidents {
  static final int MOST = 20;
  static final int MOST_MEMBERS = 1_000;

  /** Newest first. */
  private final Deque<IncidentInProgress> incidents = new ArrayDeque<>();

  private long last;

  /** Takes in a verdict. */
  TakenVerdict take(Verdict verdict) {
    IncidentInProgress incident = find(verdict);
    if (incident == null && verdict.status() == Status.STABLE) {
      // The end of something that is not known any more.
      return new TakenVerdict(verdict, true, true, null);
    }
    if (incident == null) {
      incident = new IncidentInProgress(++last, verdict);
      incidents.addFirst(incident);
      if (incidents.size() > MOST) {
        incidents.removeLast();
      }
    }
    for (IncidentInProgress other : incidents) {
      if (other != incident) {
        other.leave(verdict);
      }
    }
    return incident.add(verdict, members() < MOST_MEMBERS);
  }

  private @Nullable IncidentInProgress find(Verdict verdict) {
    for (IncidentInProgress incident : incidents) {
      if (incident.goesOnWith(verdict)) {
        return incident;
      }
    }
    return verdict.status() == Status.STABLE
        ? null
        : incidents.stream()
            .filter(incident -> incident.mayHold(verdict))
            .min(Comparator.comparingLong(incident -> incident.distance(verdict)))
            .orElse(null);
  }

  /** Returns those that have grown since they were told, and don't grow any more. */
  List<ModelIncident> settled(long nowMillis) {
    List<ModelIncident> settled = new ArrayList<>();
    for (IncidentInProgress incident : incidents) {
      ModelIncident grown = incident.settled(nowMillis);
      if (grown != null) {
        settled.add(grown);
      }
    }
    return settled;
  }

  /** Ends all. */
  void drop() {
    incidents.forEach(IncidentInProgress::drop);
  }

  private int members() {
    return incidents.stream().mapToInt(IncidentInProgress::size).sum();
  }

  /** Returns roughly how many bytes they hold, with texts as long as they may be. */
  long heldBytes() {
    return (long) IncidentMember.BYTES * members();
  }

  /** Returns them, the newest first. */
  List<ModelIncident> report() {
    return incidents.stream().map(IncidentInProgress::report).toList();
  }

  /** Returns what differs at the moment, by feature; of several incidents the newest counts. */
  Map<String, OpenChange> open() {
    Map<String, OpenChange> open = new HashMap<>();
    for (IncidentInProgress incident : incidents) {
      incident.open().forEach(change -> open.putIfAbsent(change.feature().feature(), change));
    }
    return open;
  }

  void clear() {
    incidents.clear();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(last);
    out.writeInt(incidents.size());
    for (IncidentInProgress incident : incidents) {
      incident.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    last = in.readLong();
    for (int left = StateFormat.size(in, 0, MOST); left > 0; left--) {
      incidents.addLast(new IncidentInProgress(in, MOST_MEMBERS));
    }
  }
}
