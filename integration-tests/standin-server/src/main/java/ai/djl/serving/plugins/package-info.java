/** How plugins get into the server, and what they are given. */
package ai.djl.serving.plugins;
