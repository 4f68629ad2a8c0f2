/** The handlers of the server's HTTP pipeline and what they answer. */
package ai.djl.serving.http;
