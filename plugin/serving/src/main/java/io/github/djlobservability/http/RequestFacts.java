package io.github.djlobservability.http;

/**
 * Holds a request's attributes by the semantic conventions. {@link KnownFacts} makes them.
 *
 * @param method as the conventions write it
 * @param path without the query
 * @param spanName the name of the request's span
 */
record RequestFacts(
    String method,
    String path,
    String scheme,
    String protocolVersion,
    Route route,
    String spanName) {}
