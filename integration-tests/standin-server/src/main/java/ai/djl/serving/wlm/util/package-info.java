/** What models and their workers share: events, jobs on their way, exceptions, defaults. */
package ai.djl.serving.wlm.util;
