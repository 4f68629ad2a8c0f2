package io.github.djlobservability.governor;

/**
 * Tells how the governor stands. Times are those of the last second or so, in processors: 0.5 is
 * half of one.
 *
 * @param share of the process's CPU time that the plugin may take
 * @param processCpu what the whole process takes
 * @param ownCpu what the plugin's threads take of it
 * @param allowedCpu what they may take
 * @param driftCpu what drift takes
 * @param driftAllowedCpu what it may take
 * @param captureKept share of the inferences chosen for the log that may be logged
 * @param driftKept share of the requests that was compared; 1 where none came
 * @param lowered what is done less: "nothing", "capture", "drift", "capture, drift"
 */
public record GovernorReport(
    double share,
    double processCpu,
    double ownCpu,
    double allowedCpu,
    double driftCpu,
    double driftAllowedCpu,
    double captureKept,
    double driftKept,
    String lowered) {}
