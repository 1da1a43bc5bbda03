package io.runnerbean.bench;

import io.runnerbean.bench.launch.Launcher;
import io.runnerbean.testkit.PostgresServer;
import java.nio.file.Path;

/**
 * What all contestants share.
 *
 * @param process of the server
 * @param folder for caches, and for the output of the programs
 */
record RivalSetup(
    PostgresServer server,
    NamedProcess process,
    Launcher launcher,
    RivalPrograms programs,
    RivalPlan plan,
    Path folder) {}
