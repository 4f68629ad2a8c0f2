/** The stand-in's start: its arguments, its sockets, its pipeline. */
package ai.djl.serving;
