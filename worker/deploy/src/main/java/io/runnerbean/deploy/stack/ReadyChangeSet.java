package io.runnerbean.deploy.stack;

import java.util.List;

/** A change set that can be executed. */
record ReadyChangeSet(String id, String stackId, boolean isNew, List<String> changes) {}
