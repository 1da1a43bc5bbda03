package io.runnerbean.deploy.stack;

import java.util.List;

/** A change set that is ready to be executed. */
record ReadyChangeSet(String changeSetId, String stackId, boolean isNew, List<String> changes) {}
