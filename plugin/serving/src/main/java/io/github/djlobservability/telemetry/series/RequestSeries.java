package io.github.djlobservability.telemetry.series;

import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the attributes of the HTTP metrics, for few sorts of requests: a client chooses method, route
 * and version, and each choice would be some forty series more. The first sorts of each kind have
 * attributes of their own. All others are told apart by scheme, status and error alone, and have
 * {@link HttpKeys#OVERFLOW}. Thread-safe; holds no more than it has sorts.
 */
public final class RequestSeries {
  private static final Logger LOGGER = LoggerFactory.getLogger(RequestSeries.class);

  private final Map<Sort, Attributes> sorts = new ConcurrentHashMap<>();
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private final Map<Sort, Attributes> rest = new ConcurrentHashMap<>();
  private final Set<Kind> full = ConcurrentHashMap.newKeySet();

  /** Begins with no sort of requests. */
  public RequestSeries() {}

  /** Says who can make requests of a sort, and how many sorts of them have series of their own. */
  private enum Kind {
    /** A model was asked. */
    MODEL(32),
    /** The server answered, and asked no model. */
    ANSWERED(24),
    /** The server or a plugin refused it, or a browser asked whether it may come. */
    REFUSED(16),
    /** It is of a sort without series of its own. */
    REST(8);

    private final int most;

    Kind(int most) {
      this.most = most;
    }
  }

  /**
   * A sort of requests.
   *
   * @param ofModel whether a model that is served was asked
   * @param route null when none matches
   * @param status 0 when no response was begun
   * @param error null when there was none
   */
  public record Sort(
      boolean ofModel,
      String method,
      String scheme,
      String protocolVersion,
      @Nullable String route,
      int status,
      @Nullable String error) {
    private static final int FIRST_ERROR = 400;
    private static final String UNTOLD = "";
    private static final Sort LAST = new Sort(false, UNTOLD, UNTOLD, UNTOLD, null, 0, null);

    private Kind kind() {
      if (ofModel) {
        return Kind.MODEL;
      }
      boolean answered = status < FIRST_ERROR && error == null && !method.equals("OPTIONS");
      return answered ? Kind.ANSWERED : Kind.REFUSED;
    }

    private Sort folded() {
      return new Sort(false, UNTOLD, scheme, UNTOLD, null, status, error);
    }

    private Attributes attributes() {
      AttributesBuilder attributes = Attributes.builder();
      if (method.equals(UNTOLD)) {
        attributes.put(HttpKeys.OVERFLOW, true);
      } else {
        attributes.put(HttpKeys.METHOD, method).put(HttpKeys.PROTOCOL_VERSION, protocolVersion);
      }
      if (!scheme.equals(UNTOLD)) {
        attributes.put(HttpKeys.SCHEME, scheme);
      }
      if (route != null) {
        attributes.put(HttpKeys.ROUTE, route);
      }
      if (status != 0) {
        attributes.put(HttpKeys.STATUS_CODE, (long) status);
      }
      if (error != null) {
        attributes.put(HttpKeys.ERROR_TYPE, error);
      }
      return attributes.build();
    }
  }

  /** Returns the attributes that requests of a sort are measured with. */
  public Attributes of(Sort sort) {
    Attributes known = sorts.get(sort);
    if (known == null && full.contains(sort.kind())) {
      known = ofRest(sort.folded());
    }
    return known != null ? known : add(sort);
  }

  /** Strangers choose sorts as they like, and nobody is to wait for a lock with them. */
  private @Nullable Attributes ofRest(Sort folded) {
    Attributes known = rest.get(folded);
    return known == null && full.contains(Kind.REST) ? rest.get(Sort.LAST) : known;
  }

  private synchronized Attributes add(Sort sort) {
    Attributes known = sorts.get(sort);
    if (known != null) {
      return known;
    }
    if (!hasRoom(sort.kind())) {
      return rest(sort.folded());
    }
    Attributes made = sort.attributes();
    sorts.put(sort, made);
    return made;
  }

  private Attributes rest(Sort folded) {
    if (rest.isEmpty()) {
      LOGGER.info(
          "Requests of more methods, routes and statuses came than HTTP metrics tell apart; the"
              + " others have {}=true",
          HttpKeys.OVERFLOW);
    }
    Attributes known = rest.get(folded);
    if (known != null) {
      return known;
    }
    Sort told = hasRoom(Kind.REST) ? folded : Sort.LAST;
    return rest.computeIfAbsent(told, Sort::attributes);
  }

  /** Takes a place, where there is one. */
  private boolean hasRoom(Kind kind) {
    int taken = counts.getOrDefault(kind, 0);
    if (taken == kind.most) {
      full.add(kind);
      return false;
    }
    counts.put(kind, taken + 1);
    return true;
  }
}
