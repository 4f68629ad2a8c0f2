package io.github.djlobservability.suite.http;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * One sort of traffic in a load.
 *
 * @param weight its share, relative to the weights of the other cases
 */
public record LoadCase(String name, int weight, Exchange exchange) {

  /** Performs one request of the case on a connection. */
  @FunctionalInterface
  public interface Exchange {

    /**
     * Sends and reads.
     *
     * @param number counts the requests of the whole load from 0
     * @return whether the connection can be used again
     * @throws AssertionError if the answer is wrong
     */
    boolean run(RawConnection connection, int number) throws IOException;
  }

  /** Returns a request and what must be true of its whole response. */
  public static LoadCase of(
      String name, int weight, IntFunction<RawRequest> request, Consumer<RawResponse> check) {
    return new LoadCase(
        name,
        weight,
        (connection, number) -> {
          RawResponse response = connection.exchange(request.apply(number));
          check.accept(response);
          return !response.closesConnection();
        });
  }
}
