/** Where results lie that are fetched later. */
package ai.djl.serving.cache;
