/** The registry of what the server serves, by name and version. */
package ai.djl.serving.models;
