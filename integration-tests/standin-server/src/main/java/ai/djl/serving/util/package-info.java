/** The server's settings, its addresses, and the answers it writes. */
package ai.djl.serving.util;
