/** Models chained into one answer; a model on its own is a workflow of one. */
package ai.djl.serving.workflow;
