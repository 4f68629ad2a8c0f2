/** Keeps results that are fetched later. */
package ai.djl.serving.cache;
