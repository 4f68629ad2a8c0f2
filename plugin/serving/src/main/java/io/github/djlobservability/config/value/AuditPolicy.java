package io.github.djlobservability.config.value;

import java.time.Duration;

/**
 * Says whether a model has an audit log, and for how long. Immutable.
 *
 * @param isOn whether there is one
 * @param folderBytes past it the oldest files go
 * @param retention older files go
 */
public record AuditPolicy(boolean isOn, long folderBytes, Duration retention) {}
