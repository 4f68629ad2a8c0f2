/** Models and their workers share these: events, jobs on their way, exceptions, defaults. */
package ai.djl.serving.wlm.util;
