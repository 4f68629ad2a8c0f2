/** The workload manager: models, their workers, the queue in front of them, and batches. */
package ai.djl.serving.wlm;
